package dev.consilium.ops.keys;

import dev.consilium.specialist.trust.KeyPairFiles;
import dev.consilium.specialist.trust.SigningKey;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a key pair. */
@Command(
        name = "generate",
        description = "Makes a key pair: NAME.key.pem, which signs and is nobody else's business, and NAME.pub.pem.",
        sortOptions = false,
        footer = {"", "Example:", "  consilium keys generate --out keys --name signing"})
final class GenerateKey implements Callable<Integer> {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    @Spec
    CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "keys",
            description = "Folder of both files, created if it is not there (default: ${DEFAULT-VALUE}).")
    Path folder;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "signing",
            description = "What the files are called (default: ${DEFAULT-VALUE}).")
    String name;

    @Mixin
    JsonOption json;

    @Override
    public Integer call() throws IOException {
        if (!PLAIN_NAME.matcher(name).matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--name " + name + ": letters, digits, '.', '_' and '-' make a name");
        }
        KeyPairFiles files = KeyPairFiles.in(folder, name);
        SigningKey key = files.generate();
        PrintWriter out = json.console(spec);
        out.println("key id       " + key.keyId());
        out.println(
                "private key  " + files.privateKey() + "   sign with it: publish --sign-with " + files.privateKey());
        out.println("public key   " + files.publicKey() + "   trust it: keys trust " + files.publicKey()
                + " --in DIR, serve --set trusted.keys=DIR");
        out.flush();
        json.write(
                spec,
                Map.of(
                        "keyId",
                        key.keyId(),
                        "privateKey",
                        files.privateKey().toString(),
                        "publicKey",
                        files.publicKey().toString()));
        return 0;
    }
}
