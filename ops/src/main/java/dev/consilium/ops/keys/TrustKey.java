package dev.consilium.ops.keys;

import dev.consilium.specialist.trust.TrustedKeys;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a public key where an app looks for it. */
@Command(
        name = "trust",
        description = {
            "Copies a public key into the folder that an app has as trusted.keys; it counts from the next version on.",
            "To trust it no longer, delete the file."
        },
        sortOptions = false,
        footer = {"", "Example:", "  consilium keys trust keys/signing.pub.pem --in trusted"})
final class TrustKey implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "PUBLIC_KEY_FILE", description = "NAME.pub.pem, or what openssl pkey -pubout wrote.")
    Path file;

    @Option(
            names = "--in",
            paramLabel = "DIR",
            required = true,
            description = "The folder, created if it is not there.")
    Path folder;

    @Mixin
    JsonOption json;

    @Override
    public Integer call() throws IOException {
        String id = TrustedKeys.add(file, folder);
        PrintWriter out = json.console(spec);
        out.println(id + " is trusted by apps with trusted.keys=" + folder);
        out.flush();
        json.write(spec, Map.of("keyId", id, "folder", folder.toString()));
        return 0;
    }
}
