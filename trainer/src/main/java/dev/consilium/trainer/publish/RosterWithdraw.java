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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends trials. */
@Command(
        name = "withdraw",
        description = "Ends the trial of versions; what serves stays, and the versions stay published.",
        sortOptions = false,
        footer = {"", "Example:", "  consilium roster withdraw living --reason \"slower\""})
final class RosterWithdraw implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "SPECIALIST", arity = "1..*", description = "Whose candidate.")
    List<String> specialists;

    @Mixin
    TrailOptions trail;

    @Mixin
    JsonOption json;

    @Mixin
    ConnectionOptions connection;

    @Override
    public Integer call() throws IOException {
        Connection broker = connection.requireConnection();
        try (RosterControl control = new RosterControl(broker, connection.topics(), InstantSource.system(), trail.by)) {
            control.withdraw(specialists, trail.reason);
        }
        PrintWriter console = json.console(spec);
        console.printf("no longer on trial: %s%n", String.join(", ", specialists));
        console.flush();
        json.write(spec, Map.of("withdrawn", specialists));
        return DecisionOptions.DONE;
    }
}
