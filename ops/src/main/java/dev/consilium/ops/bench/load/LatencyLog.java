package dev.consilium.ops.bench.load;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.HdrHistogram.Histogram;

/** Latencies as one reader saw them, window by window. Safe for any thread; grows with the number of windows. */
final class LatencyLog {

    private static final int DIGITS = 3;
    private static final long NANOS_A_MICRO = 1_000;

    private final Map<Integer, Histogram> micros = new HashMap<>();
    private long answers;

    /** An answer was read at {@code nowNanos}. */
    synchronized void add(Stamp stamp, long nowNanos) {
        micros.computeIfAbsent(stamp.window(), first -> new Histogram(DIGITS))
                .recordValue(Math.max(0, nowNanos - stamp.intendedNanos()) / NANOS_A_MICRO);
        answers++;
    }

    /** Answers read, of all windows. */
    synchronized long answers() {
        return answers;
    }

    /** All latencies of these windows together. */
    synchronized Percentiles of(IntPredicate windows) {
        Histogram together = new Histogram(DIGITS);
        micros.forEach((window, histogram) -> {
            if (windows.test(window)) {
                together.add(histogram);
            }
        });
        return Percentiles.of(together);
    }
}
