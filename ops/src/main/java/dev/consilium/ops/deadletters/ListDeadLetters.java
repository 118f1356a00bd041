package dev.consilium.ops.deadletters;

import dev.consilium.ops.terminal.CtrlC;
import dev.consilium.ops.terminal.Terminal;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.history.Stretch;
import dev.consilium.trainer.publish.ConnectionOptions;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which dead letters there are. */
@Command(
        name = "list",
        sortOptions = false,
        description = "Counts the dead letters by reason, with an example of each; or lists each of them.",
        footer = {
            "",
            "Examples:",
            "  consilium dead-letters list",
            "  consilium dead-letters list --each --reason BadImageException"
        })
final class ListDeadLetters implements Callable<Integer> {

    /** There are a handful; but whoever may write to the topic could write as many as they like. */
    private static final int MOST_REASONS = 1_000;

    private static final String OTHERS = "(others)";

    @Spec
    CommandSpec spec;

    @Mixin
    Selection selection;

    @Option(
            names = "--each",
            description =
                    "A line for each: its place, its image's place and id, reason, message; tab-separated. Then the counts.")
    boolean each;

    @Mixin
    JsonOption json;

    @Mixin
    ConnectionOptions connection;

    private final Map<String, ReasonCount> reasons = new TreeMap<>();

    @Override
    @SuppressWarnings("try") // Ctrl-C is a resource that only has to be open
    public Integer call() throws IOException {
        Connection broker = connection.requireConnection();
        Topics topics = connection.topics();
        Terminal terminal = Terminal.of(json.console(spec));
        long foreign;
        try (CtrlC ctrlC = CtrlC.interruptsThisThread();
                DeadLetterTopic letters = new DeadLetterTopic(broker, topics.deadLetters());
                LetterImages images = new LetterImages(broker, selection.format)) {
            List<Stretch> stretches = letters.stretches();
            ReplayMarks marks = ReplayMarks.read(broker, topics.deadLetters());
            for (Stretch stretch : stretches) {
                letters.read(stretch, letter -> {
                    if (selection.holds(letter, images)) {
                        add(letter, marks.contain(letter), images, terminal);
                    }
                });
            }
            foreign = letters.foreign();
        }
        print(terminal, topics.deadLetters(), foreign);
        json.write(spec, figures(foreign));
        return 0;
    }

    private void add(DeadLetter letter, boolean replayed, LetterImages images, Terminal terminal) {
        if (each) {
            terminal.println(String.join(
                    "\t",
                    letter.place(),
                    letter.origin(),
                    plain(images.id(letter)),
                    letter.reason(),
                    plain(letter.message()),
                    replayed ? "replayed" : "open"));
        }
        String reason =
                reasons.containsKey(letter.reason()) || reasons.size() < MOST_REASONS ? letter.reason() : OTHERS;
        ReasonCount before = reasons.get(reason);
        reasons.put(
                reason,
                before == null ? ReasonCount.of(reason, letter, replayed, images) : before.plus(letter, replayed));
    }

    private void print(Terminal terminal, String topic, long foreign) {
        terminal.println(String.format(
                Locale.ROOT,
                "%,d dead letters on %s, %,d of them replayed",
                sum(ReasonCount::count),
                topic,
                sum(ReasonCount::replayed)));
        for (ReasonCount one : mostFirst()) {
            terminal.println(String.format(
                    Locale.ROOT,
                    "%n%,8d  %s%s%n          images from %s to %s%n          for example '%s', %s: %s",
                    one.count(),
                    one.reason(),
                    one.replayed() == 0 ? "" : String.format(Locale.ROOT, ", %,d replayed", one.replayed()),
                    one.first(),
                    one.last(),
                    plain(one.exampleImageId()),
                    one.example(),
                    plain(one.exampleMessage())));
        }
        if (foreign > 0) {
            terminal.println(String.format(
                    Locale.ROOT, "%n%,8d  records are no dead letters: they lack the headers of one", foreign));
        }
    }

    private Map<String, Object> figures(long foreign) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("deadLetters", sum(ReasonCount::count));
        figures.put("replayed", sum(ReasonCount::replayed));
        figures.put("foreign", foreign);
        figures.put("reasons", mostFirst().stream().map(ReasonCount::figures).toList());
        return figures;
    }

    private List<ReasonCount> mostFirst() {
        return reasons.values().stream()
                .sorted(Comparator.comparingLong(ReasonCount::count).reversed())
                .toList();
    }

    private long sum(ToLongFunction<ReasonCount> figure) {
        return reasons.values().stream().mapToLong(figure).sum();
    }

    /** Text of users, on one line and without what a terminal might obey. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
