package dev.consilium.ops.guarantee;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * How the time of a run is shared between its scenarios: each gets its part of what is left when it begins, and starts, warm-ups
 * and counting are in it. What one leaves over, or takes too much, is shared by those after it. One thread.
 */
final class Timetable {

    private final LongSupplier nanoTime;
    private final OptionalLong endNanos;
    private int weights;

    /**
     * Begins now.
     *
     * @param time of the whole run; empty: as long as it takes
     * @param nanoTime a clock that never jumps
     */
    Timetable(Optional<Duration> time, List<Scenario> scenarios, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.endNanos = time.isPresent()
                ? OptionalLong.of(nanoTime.getAsLong() + time.get().toNanos())
                : OptionalLong.empty();
        this.weights = scenarios.stream().mapToInt(Scenario::weight).sum();
    }

    /** The share of a scenario that begins now; of each once. */
    Share next(Scenario scenario) {
        if (endNanos.isEmpty()) {
            return Share.NONE;
        }
        long now = nanoTime.getAsLong();
        long left = Math.max(0, endNanos.getAsLong() - now);
        Share share = new Share(OptionalLong.of(now + left / weights * scenario.weight()));
        weights -= scenario.weight();
        return share;
    }
}
