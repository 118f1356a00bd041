package dev.consilium.ops.client;

import dev.consilium.avro.Prediction;
import dev.consilium.ops.terminal.CtrlC;
import dev.consilium.ops.terminal.Terminal;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.trainer.publish.ConnectionOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows predictions as they are committed. */
@Command(
        name = "watch",
        sortOptions = false,
        description =
                "Shows predictions as they are committed, until Ctrl-C: a live line on a terminal, else a line each. With labels"
                        + " (the image's attribute label), also the accuracy so far.",
        footer = {"", "Examples:", "  consilium watch", "  consilium watch --json --from-beginning --limit 100"})
public final class WatchCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(200);

    @Spec
    CommandSpec spec;

    @Option(names = "--json", description = "One JSON object a line, with the field names of the Avro record.")
    boolean json;

    @Option(names = "--lines", description = "A line for each prediction, on a terminal too.")
    boolean lines;

    @Option(names = "--from-beginning", description = "Begin with the oldest prediction that the topic still has.")
    boolean fromBeginning;

    @Option(names = "--limit", description = "Stop after this many predictions.")
    @Nullable
    Long limit;

    @Option(names = "--topic", description = "Default: predictions.")
    @Nullable
    String topic;

    @Mixin
    ConnectionOptions connectionOptions;

    @Override
    @SuppressWarnings("try") // Ctrl-C is a resource that only has to be open
    public Integer call() throws IOException {
        Connection connection = connectionOptions.requireConnection();
        String from = topic == null ? connectionOptions.topics().predictions() : topic;
        Terminal terminal = Terminal.of(spec.commandLine().getOut());
        WatchDisplay display = WatchDisplay.of(terminal, json, lines);
        try (CtrlC ctrlC = CtrlC.interruptsThisThread();
                PredictionReader reader = new PredictionReader(connection, from, fromBeginning)) {
            follow(reader, display);
        }
        display.done();
        return 0;
    }

    /** Until the limit or Ctrl-C. */
    private void follow(PredictionReader reader, WatchDisplay display) {
        long left = limit == null ? Long.MAX_VALUE : limit;
        try {
            while (left > 0) {
                for (ConsumerRecord<byte[], Prediction> record : reader.poll(POLL)) {
                    if (left-- > 0) {
                        display.add(record.value());
                    }
                }
                display.refresh();
            }
        } catch (InterruptException e) {
            Thread.interrupted(); // cleared: closing would be interrupted, too
        }
    }
}
