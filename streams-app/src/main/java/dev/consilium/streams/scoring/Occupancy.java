package dev.consilium.streams.scoring;

/**
 * What share of the scorers' time went into batches lately: an exponential mean over about a tenth of a second. Guarded by the
 * lock of the queue.
 */
final class Occupancy {

    private static final double MEMORY_NANOS = 100_000_000;

    private final int scorers;
    private double share;
    private int busy;
    private long sinceNanos;

    Occupancy(int scorers, long nowNanos) {
        this.scorers = scorers;
        this.sinceNanos = nowNanos;
    }

    /** So many scorers have a batch from now on. */
    void busy(int now, long nowNanos) {
        share = share(nowNanos);
        busy = now;
        sinceNanos = nowNanos;
    }

    /** From 0 to 1. */
    double share(long nowNanos) {
        double present = (double) busy / scorers;
        return present + (share - present) * Math.exp((sinceNanos - nowNanos) / MEMORY_NANOS);
    }
}
