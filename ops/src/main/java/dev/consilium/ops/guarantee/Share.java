package dev.consilium.ops.guarantee;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Until when a scenario has to be over, with all that belongs to it.
 *
 * @param endNanos in the terms of {@code System.nanoTime()}; empty: it does what it does at least
 */
record Share(OptionalLong endNanos) {

    /** No time is given: as much as a scenario does at least. */
    static final Share NONE = new Share(OptionalLong.empty());

    private static final Duration CLOSING = Duration.ofSeconds(5);

    /** Answers of which every single one is looked at afterwards. */
    private static final double COUNTED_PER_SECOND = 100_000;

    /** Until it has to be over; empty when nothing was given, and never negative. */
    Duration left(long nowNanos) {
        return endNanos.isEmpty() ? Duration.ZERO : positive(Duration.ofNanos(endNanos.getAsLong() - nowNanos));
    }

    /** What of it is left before this many images have to be settled and counted. */
    Duration leftBeforeCounting(long images, long nowNanos) {
        Duration counting = CLOSING.plusMillis(Math.round(images * 1e3 / COUNTED_PER_SECOND));
        return positive(left(nowNanos).minus(counting));
    }

    /** Whether a time was given. */
    boolean isGiven() {
        return endNanos.isPresent();
    }

    private static Duration positive(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }
}
