package dev.consilium.trainer.publish;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the trail: what was decided, and what the instances made of it. */
@Command(
        name = "history",
        description = "Shows what was decided and what the instances made of it, oldest first.",
        sortOptions = false,
        footer = {"", "Example:", "  consilium roster history living --last 20"})
final class RosterHistory implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "SPECIALIST", arity = "0..1", description = "Of this specialist alone.")
    @Nullable
    String specialist;

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "50",
            description = "The last N events (default: ${DEFAULT-VALUE}).")
    int last;

    @Mixin
    JsonOption json;

    @Mixin
    ConnectionOptions connection;

    @Override
    public Integer call() throws IOException {
        Connection broker = connection.requireConnection();
        List<RolloutEvent> events;
        try (RolloutLog log = new RolloutLog(broker, connection.topics())) {
            events = TrialProgress.latestOnly(log.readToEnd()).stream()
                    .filter(event -> specialist == null || event.getSpecialist().equals(specialist))
                    .toList();
        }
        List<RolloutEvent> shown = events.subList(Math.max(0, events.size() - last), events.size());
        TextTable table = new TextTable("at", "state", "version", "by", "millis", "reason");
        for (RolloutEvent event : shown) {
            table.row(
                    event.getAt().toString(),
                    event.getState().name(),
                    event.getSpecialist() + "@" + event.getVersion(),
                    event.getInstance(),
                    Long.toString(event.getMillis()),
                    TrialProgress.isOne(event) ? TrialProgress.text(event) : event.getReason());
        }
        PrintWriter console = json.console(spec);
        table.print(console);
        console.flush();
        json.write(spec, Map.of("events", EventFigures.of(shown)));
        return DecisionOptions.DONE;
    }
}
