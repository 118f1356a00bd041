package dev.consilium.trainer.publish;

import dev.consilium.schemas.connect.Connection;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends trials. */
@Command(
        name = "withdraw",
        description = "Ends the trial of versions; what serves stays, and the versions stay published.",
        sortOptions = false)
final class RosterWithdraw implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "SPECIALIST", arity = "1..*", description = "Whose candidate.")
    List<String> specialists;

    @Mixin
    TrailOptions trail;

    @Mixin
    ConnectionOptions connection;

    @Override
    public Integer call() throws IOException {
        Connection broker = connection.requireConnection();
        try (RosterControl control = new RosterControl(broker, connection.topics(), InstantSource.system(), trail.by)) {
            control.withdraw(specialists, trail.reason);
        }
        spec.commandLine().getOut().printf("no longer on trial: %s%n", String.join(", ", specialists));
        return DecisionOptions.DONE;
    }
}
