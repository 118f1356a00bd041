package dev.consilium.streams.scoring;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * When what was done with a batch: the same for all images of it. Times are as {@link System#nanoTime()} counts.
 *
 * <p>Written by one scorer, read by any thread. A forward stands here before the first opinion that comes of it is complete.
 */
public final class BatchRun {

    private final long takenAtNanos;
    private final AtomicReferenceArray<Step> forwards;
    private volatile Optional<Step> decoding = Optional.empty();

    /**
     * A part of the run.
     *
     * @param images that it was done with
     */
    public record Step(long fromNanos, long toNanos, int images) {}

    BatchRun(long takenAtNanos, int seats) {
        this.takenAtNanos = takenAtNanos;
        this.forwards = new AtomicReferenceArray<>(seats);
    }

    /** When a scorer took the batch. */
    public long takenAtNanos() {
        return takenAtNanos;
    }

    /** The decoding of all its images, one after the other; empty before its end. */
    public Optional<Step> decoding() {
        return decoding;
    }

    /** The forward of a seat, numbered as {@code Roster.seats(shape)} does; empty before its end. */
    public Optional<Step> forward(int seat) {
        return Optional.ofNullable(forwards.get(seat));
    }

    void decoded(Step step) {
        decoding = Optional.of(step);
    }

    void ran(int seat, Step step) {
        forwards.set(seat, step);
    }
}
