package dev.consilium.ops.bench.load;

import java.time.Duration;

/**
 * When each image of an open load is meant to be sent, whatever becomes of those before it.
 *
 * @param startNanos when the first is due, in the terms of {@code System.nanoTime()}
 * @param imagesPerSecond more than 0
 */
record Schedule(long startNanos, double imagesPerSecond) {

    private static final double NANOS_A_SECOND = 1e9;

    /** Before the first image, so that the schedule does not begin late. */
    private static final long LEAD_NANOS = 20_000_000;

    Schedule {
        if (!(imagesPerSecond > 0) || Double.isInfinite(imagesPerSecond)) {
            throw new IllegalArgumentException(
                    "the rate is " + imagesPerSecond + " images/s: give a number greater than 0");
        }
    }

    static Schedule startingSoon(Ticker ticker, double imagesPerSecond) {
        return new Schedule(ticker.nanoTime() + LEAD_NANOS, imagesPerSecond);
    }

    /** When image number {@code n} is due; the first is 0. From the start, so that roundings do not add up. */
    long due(long n) {
        return startNanos + Math.round(n * NANOS_A_SECOND / imagesPerSecond);
    }

    /** How many images are due within {@code time} from the start; at least one. */
    long within(Duration time) {
        return Math.max(1, (long) Math.ceil(time.toNanos() / NANOS_A_SECOND * imagesPerSecond));
    }
}
