package dev.consilium.ops.deadletters;

import dev.consilium.ops.terminal.CtrlC;
import dev.consilium.ops.terminal.Terminal;
import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.history.Stretch;
import dev.consilium.trainer.publish.ConnectionOptions;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts the images of dead letters on the topic of images again. */
@Command(
        name = "replay",
        sortOptions = false,
        description = {
            "Sends the images of dead letters to the topic of images again, as they were: key, value, headers, timestamp, partition number.",
            "Each dead letter once, however often and by however many this is run, and if it is killed. An image that fails again is a new dead letter.",
            "Exit code 1 when one cannot be sent."
        },
        footer = {
            "",
            "Examples:",
            "  consilium dead-letters replay --reason BadImageException --dry-run",
            "  consilium dead-letters replay --image-id cat.jpg",
            "  consilium dead-letters replay --all"
        })
class ReplayDeadLetters implements Callable<Integer> {

    private static final int SHOW_EVERY = 100;

    @Spec
    CommandSpec spec;

    @Mixin
    Selection selection;

    @Option(names = "--all", description = "All dead letters.")
    boolean all;

    @Option(names = "--dry-run", description = "Only say what would be sent.")
    boolean rehearsal;

    @Mixin
    JsonOption json;

    @Mixin
    ConnectionOptions connection;

    @Override
    @SuppressWarnings("try") // Ctrl-C is a resource that only has to be open
    public Integer call() throws IOException {
        if (all != selection.isEverything()) {
            throw new ParameterException(
                    spec.commandLine(),
                    all ? "--all leaves nothing to choose" : "which ones? Name --reason, --image-id or --all");
        }
        Connection broker = connection.requireConnection();
        Topics topics = connection.topics();
        Terminal terminal = Terminal.of(json.console(spec));
        ReplayResult result;
        try (CtrlC ctrlC = CtrlC.interruptsThisThread();
                DeadLetterTopic letters = new DeadLetterTopic(broker, topics.deadLetters());
                LetterImages images = new LetterImages(broker, selection.format)) {
            result = rehearsal
                    ? rehearse(broker, topics, letters, images)
                    : replay(broker, topics, letters, images, terminal);
        } finally {
            terminal.clear();
        }
        result.print(terminal, topics.images(), rehearsal);
        json.write(spec, result.figures(rehearsal));
        return result.complete() ? 0 : 1;
    }

    /** Whoever writes the transactions; a test kills it. */
    Producer<byte[], byte[]> producer(Connection broker, String deadLetters) {
        return ReplayTransactions.producer(broker, deadLetters);
    }

    private ReplayResult rehearse(Connection broker, Topics topics, DeadLetterTopic letters, LetterImages images) {
        List<Stretch> stretches = letters.stretches();
        ReplayMarks marks = ReplayMarks.read(broker, topics.deadLetters());
        return new Replay(letters, images, selection, topics, marks).run(stretches, (image, mark) -> {}, any -> {});
    }

    private ReplayResult replay(
            Connection broker, Topics topics, DeadLetterTopic letters, LetterImages images, Terminal terminal) {
        List<Stretch> stretches = letters.stretches();
        String markTopic = ReplayMarks.topicOf(topics.deadLetters());
        try (Admin admin = broker.admin()) {
            TopicSetup.ensureCompacted(admin, markTopic, "what was replayed would be forgotten and sent once more");
        }
        try (ReplayTransactions transactions = new ReplayTransactions(producer(broker, topics.deadLetters()))) {
            // Not earlier: only now nobody else can add to them.
            ReplayMarks marks = ReplayMarks.read(broker, topics.deadLetters());
            marks.forEachObsolete(stretches, key -> transactions.add(new ProducerRecord<>(markTopic, utf8(key), null)));
            byte[] now = utf8(Instant.now().toString());
            ReplayResult result = new Replay(letters, images, selection, topics, marks)
                    .run(
                            stretches,
                            (image, key) -> transactions.add(image, new ProducerRecord<>(markTopic, utf8(key), now)),
                            sofar -> show(sofar, terminal));
            transactions.commit();
            return result;
        }
    }

    private static void show(ReplayResult result, Terminal terminal) {
        if (result.looked() % SHOW_EVERY == 0) {
            terminal.status(String.format("%,d dead letters", result.looked()));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
