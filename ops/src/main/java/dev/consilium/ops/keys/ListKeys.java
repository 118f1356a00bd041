package dev.consilium.ops.keys;

import dev.consilium.specialist.trust.TrustedKeys;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What an app that is given a folder would trust. */
@Command(
        name = "list",
        description = "Lists the public keys of a folder, as an app with trusted.keys=DIR reads them.",
        footer = {"", "Example:", "  consilium keys list trusted"})
final class ListKeys implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "A folder of public keys.")
    Path folder;

    @Mixin
    JsonOption json;

    @Override
    public Integer call() throws IOException {
        TrustedKeys trusted = TrustedKeys.read(folder);
        PrintWriter out = json.console(spec);
        trusted.keys().forEach((id, key) -> out.println(id + "  " + key.file()));
        trusted.unreadable().forEach(what -> out.println("unreadable        " + what));
        if (trusted.keys().isEmpty()) {
            out.println("no public key in " + folder);
        }
        out.flush();
        List<Map<String, String>> keys = new ArrayList<>();
        trusted.keys()
                .forEach((id, key) ->
                        keys.add(Map.of("keyId", id, "file", key.file().toString())));
        json.write(spec, Map.of("keys", keys, "unreadable", trusted.unreadable()));
        return 0;
    }
}
