package dev.consilium.trainer.publish;

import dev.consilium.schemas.connect.Connection;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes specialists off the roster. */
@Command(
        name = "dismiss",
        description = "Takes specialists off the roster; their versions stay published.",
        sortOptions = false,
        footer = {"", "Example:", "  consilium roster dismiss vehicles"})
final class RosterDismiss implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "SPECIALIST", arity = "1..*", description = "Who leaves.")
    List<String> specialists;

    @Mixin
    TrailOptions trail;

    @Option(names = "--force", description = "Even if nobody is left: no image is answered any more.")
    boolean force;

    @Mixin
    JsonOption json;

    @Mixin
    ConnectionOptions connection;

    @Override
    public Integer call() throws IOException {
        Connection broker = connection.requireConnection();
        try (RosterControl control = new RosterControl(broker, connection.topics(), InstantSource.system(), trail.by)) {
            control.dismiss(specialists, force, trail.reason);
        }
        PrintWriter console = json.console(spec);
        console.printf("dismissed %s%n", String.join(", ", specialists));
        console.flush();
        json.write(spec, Map.of("dismissed", specialists));
        return DecisionOptions.DONE;
    }
}
