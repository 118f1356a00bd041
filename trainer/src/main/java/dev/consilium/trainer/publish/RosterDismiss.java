package dev.consilium.trainer.publish;

import dev.consilium.schemas.connect.Connection;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
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
        sortOptions = false)
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
    ConnectionOptions connection;

    @Override
    public Integer call() throws IOException {
        Connection broker = connection.requireConnection();
        try (RosterControl control = new RosterControl(broker, connection.topics(), InstantSource.system(), trail.by)) {
            control.dismiss(specialists, force, trail.reason);
        }
        spec.commandLine().getOut().printf("dismissed %s%n", String.join(", ", specialists));
        return DecisionOptions.DONE;
    }
}
