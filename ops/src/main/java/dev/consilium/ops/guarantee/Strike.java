package dev.consilium.ops.guarantee;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * One fault with images in flight: over when, on each partition that it hit, an image that came later has its answer. Told by
 * the thread that reads answers, asked by the one that strikes.
 */
final class Strike {

    private static final long NANOS_A_MILLI = 1_000_000;

    private final int inFlight;
    private final long begunNanos;
    private final Set<Integer> open;
    private long silentNanos = Long.MAX_VALUE;
    private long lastNanos;
    private long endedNanos;

    /**
     * Begins.
     *
     * @param inFlight images that what it hits has begun with and not answered
     * @param partitions of what it hits
     * @param nowNanos in the terms of {@code System.nanoTime()}
     */
    Strike(int inFlight, Set<Integer> partitions, long nowNanos) {
        if (inFlight == 0 || partitions.isEmpty()) {
            throw new IllegalArgumentException("a fault that hits no image in flight shows nothing");
        }
        this.inFlight = inFlight;
        this.begunNanos = nowNanos;
        this.open = new HashSet<>(partitions);
    }

    /** What it has hit answers nothing any more: images from now on are for others, or for what comes back. */
    synchronized void silence(long nowNanos) {
        silentNanos = nowNanos;
    }

    /** An image that was due at a time has its answer. */
    synchronized void answered(int partition, long dueNanos, long nowNanos) {
        if (dueNanos >= silentNanos && open.remove(partition)) {
            lastNanos = nowNanos;
        }
    }

    synchronized boolean isOver() {
        return open.isEmpty();
    }

    /** Partitions that have no such answer yet. */
    synchronized Set<Integer> waiting() {
        return Set.copyOf(open);
    }

    /** What it took away is being brought back. */
    synchronized void end(long nowNanos) {
        endedNanos = nowNanos;
    }

    /** How long it has lasted until it was ended. */
    synchronized long lengthMillis() {
        return (endedNanos - begunNanos) / NANOS_A_MILLI;
    }

    /** Since what it has hit is silent. */
    synchronized Duration silentFor(long nowNanos) {
        return Duration.ofNanos(nowNanos - silentNanos);
    }

    int inFlight() {
        return inFlight;
    }

    /** From its beginning to that answer on the last of the partitions; only when it is over. */
    synchronized long recoveryMillis() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("partitions " + open + " are not answered again");
        }
        return (lastNanos - begunNanos) / NANOS_A_MILLI;
    }
}
