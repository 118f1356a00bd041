package dev.consilium.ops.deadletters;

import dev.consilium.ops.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What came of the dead letters that were meant. Filled by one thread. */
final class ReplayResult {

    private record Failed(long letters, String example) {}

    private long replayed;
    private long replayedBefore;
    /** By why. */
    private final Map<String, Failed> failed = new TreeMap<>();

    void replayed() {
        replayed++;
    }

    void replayedBefore() {
        replayedBefore++;
    }

    void failed(DeadLetter letter, String why) {
        failed.merge(
                why, new Failed(1, letter.place()), (before, one) -> new Failed(before.letters + 1, before.example));
    }

    /** Whether all that were meant are on the topic of images again. */
    boolean complete() {
        return failed.isEmpty();
    }

    long looked() {
        return replayed + replayedBefore + failures();
    }

    private long failures() {
        return failed.values().stream().mapToLong(Failed::letters).sum();
    }

    void print(Terminal terminal, String images, boolean rehearsal) {
        terminal.println(String.format(
                Locale.ROOT,
                rehearsal
                        ? "%,d images would be sent to %s again; %,d of %,d dead letters have been replayed before"
                        : "%,d images sent to %s again; %,d of %,d dead letters had been replayed before",
                replayed,
                images,
                replayedBefore,
                looked()));
        failed.forEach((why, some) -> terminal.println(String.format(
                Locale.ROOT, "%,d cannot be replayed: %s (for example %s)", some.letters, why, some.example)));
    }

    Map<String, Object> figures(boolean rehearsal) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("deadLetters", looked());
        figures.put("replayed", rehearsal ? 0 : replayed);
        figures.put("replayedBefore", replayedBefore);
        figures.put("replayable", replayed);
        figures.put("notReplayable", failures());
        return figures;
    }
}
