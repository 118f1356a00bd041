package dev.consilium.ops.keys;

import dev.consilium.specialist.trust.TrustedKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What an app that is given a folder would trust. */
@Command(name = "list", description = "Lists the public keys of a folder, as an app with trusted.keys=DIR reads them.")
final class ListKeys implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "A folder of public keys.")
    Path folder;

    @Override
    public Integer call() throws IOException {
        TrustedKeys trusted = TrustedKeys.read(folder);
        PrintWriter out = spec.commandLine().getOut();
        trusted.keys().forEach((id, key) -> out.println(id + "  " + key.file()));
        trusted.unreadable().forEach(what -> out.println("unreadable        " + what));
        if (trusted.keys().isEmpty()) {
            out.println("no public key in " + folder);
        }
        out.flush();
        return 0;
    }
}
