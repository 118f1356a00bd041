package dev.consilium.stack;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Looks again and again whether something holds, and gives up after a while. Any thread may use one; it waits on that thread.
 *
 * @param limit how long it is looked for; from the last progress on
 * @param interval between two looks
 * @param progress a count that grows as long as it is worth waiting; one that stays makes the limit that of all the waiting
 */
public record Probe(Duration limit, Duration interval, LongSupplier progress) {

    /** What is waited for. */
    @FunctionalInterface
    public interface Condition {
        /** Whether it is so now; what it throws ends the waiting. */
        boolean holds() throws InterruptedException;
    }

    /** Gives up after the limit. */
    public static Probe within(Duration limit, Duration interval) {
        return new Probe(limit, interval, () -> 0);
    }

    /** Gives up when the count has stayed the same for so long. */
    public static Probe untilStill(Duration limit, Duration interval, LongSupplier progress) {
        return new Probe(limit, interval, progress);
    }

    /**
     * Waits until it holds.
     *
     * @param otherwise what the error says, as things are then
     * @throws IllegalStateException when this gives up
     * @throws InterruptedException when the thread was told to stop waiting
     */
    public void await(Condition condition, Supplier<String> otherwise) throws InterruptedException {
        if (!holds(condition)) {
            throw new IllegalStateException(otherwise.get());
        }
    }

    /**
     * Waits until it holds or this gives up; looks once at least.
     *
     * @return whether it holds
     * @throws InterruptedException when the thread was told to stop waiting
     */
    public boolean holds(Condition condition) throws InterruptedException {
        long count = progress.getAsLong();
        long moved = System.nanoTime();
        while (!condition.holds()) {
            long now = progress.getAsLong();
            if (now != count) {
                count = now;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved >= limit.toNanos()) {
                return false;
            }
            Thread.sleep(interval.toMillis());
        }
        return true;
    }
}
