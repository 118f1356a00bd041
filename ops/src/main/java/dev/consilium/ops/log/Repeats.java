package dev.consilium.ops.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts lines of the log by what they say. Of each the first few of a period pass. One that goes on beyond stays silent,
 * except for its count at the end of each period, until a period in which none was left out.
 *
 * <p>Safe for any thread.
 *
 * @param <K> what makes two lines the same
 */
final class Repeats<K> {

    private final int passes;
    private final int most;
    private final Map<K, Count> counts = new HashMap<>();

    private static final class Count {
        private int passed;
        private long leftOut;
    }

    /** How often a line was left out in the period. */
    record LeftOut<K>(K line, long times) {}

    /**
     * @param passes that a line has
     * @param most lines that are told apart at a time; while there are as many, others pass: they do not repeat
     */
    Repeats(int passes, int most) {
        this.passes = passes;
        this.most = most;
    }

    /** Whether a line passes. */
    synchronized boolean passes(K line) {
        Count count = counts.get(line);
        if (count == null) {
            if (counts.size() == most) {
                return true;
            }
            count = new Count();
            counts.put(line, count);
        }
        if (count.passed < passes) {
            count.passed++;
            return true;
        }
        count.leftOut++;
        return false;
    }

    /** Ends the period. */
    synchronized List<LeftOut<K>> endPeriod() {
        List<LeftOut<K>> leftOut = new ArrayList<>();
        counts.values().removeIf(count -> count.leftOut == 0);
        counts.forEach((line, count) -> {
            leftOut.add(new LeftOut<>(line, count.leftOut));
            count.leftOut = 0;
        });
        return leftOut;
    }
}
