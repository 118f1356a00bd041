package dev.consilium.ops.bench.load;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.HdrHistogram.Histogram;

/**
 * Sends images at their intended times and waits for nothing else: when sending is held up, what is overdue follows at
 * once, with the time at which it was meant to be sent. One thread only.
 */
final class OpenLoop {

    private static final int DIGITS = 3;

    /**
     * Thousands a second that come due one by one would each wake this thread and the producer's, on the cores that the app is
     * measured on: those that come due within this time are sent together, late by it at most, and that counts.
     */
    private static final long GRAIN_NANOS = 500_000;

    private final Ticker ticker;
    private final Consumer<Stamp> sender;
    private final Histogram lagMicros = new Histogram(DIGITS);

    /** @param sender sends one image with this stamp */
    OpenLoop(Ticker ticker, Consumer<Stamp> sender) {
        this.ticker = ticker;
        this.sender = sender;
    }

    /**
     * Sends {@code images} images.
     *
     * @param window asked at each image
     * @param over ends it earlier; asked before each image
     * @return how many were sent
     */
    long run(Schedule schedule, long images, IntSupplier window, BooleanSupplier over) {
        long sent = 0;
        while (sent < images && !over.getAsBoolean()) {
            long due = schedule.due(sent);
            long late = awaitNanos(due);
            sender.accept(new Stamp(due, window.getAsInt()));
            lagMicros.recordValue(late / 1_000);
            sent++;
        }
        return sent;
    }

    /** How late images were handed to the producer, at most, for this share of them; in milliseconds. */
    double lagMillis(double percentile) {
        return lagMicros.getValueAtPercentile(percentile) / 1e3;
    }

    private long awaitNanos(long due) {
        long begin = ticker.nanoTime();
        boolean together = due > begin && due - begin < GRAIN_NANOS;
        long until = together ? begin + GRAIN_NANOS : due;
        for (long now = begin; now < until; now = ticker.nanoTime()) {
            ticker.park(until - now);
        }
        return Math.max(0, ticker.nanoTime() - due);
    }
}
