package dev.consilium.ops.bench.load;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What the app keeps up with when it never runs out of images, while the load's own producer and readers take their part of
 * the same cores: a backlog is kept, and the answers are counted.
 *
 * @param ticker time and waiting
 * @param sender sends one image with this stamp
 * @param answers answers until now
 * @param backlog images without an answer to be kept up
 */
record Capacity(Ticker ticker, Consumer<Stamp> sender, LongSupplier answers, int backlog) {

    /** The window of the images that are sent for this. */
    static final int WINDOW = -1;

    private static final int PARTS = 10;
    private static final long LOOK_NANOS = 500_000;

    /**
     * Sends, and measures once it is warm. Images are left without an answer when this returns.
     *
     * @param warm asked again and again, for as long as it is not
     * @return images per second, of the slowest tenth of the time: it keeps up with that at all times, also on a machine that is not equally
     *     fast all the time
     */
    double measure(BooleanSupplier warm, Duration time) {
        long before = answers.getAsLong();
        long sent = keepUp(0, before, () -> !warm.getAsBoolean());
        double slowest = Double.POSITIVE_INFINITY;
        for (int part = 0; part < PARTS; part++) {
            long start = ticker.nanoTime();
            long answered = answers.getAsLong();
            long end = start + time.toNanos() / PARTS;
            sent = keepUp(sent, before, () -> ticker.nanoTime() < end);
            slowest = Math.min(slowest, (answers.getAsLong() - answered) * 1e9 / (ticker.nanoTime() - start));
        }
        return slowest;
    }

    private long keepUp(long sentBefore, long answeredBefore, BooleanSupplier more) {
        long sent = sentBefore;
        while (more.getAsBoolean()) {
            long now = ticker.nanoTime();
            for (long missing = backlog - (sent - (answers.getAsLong() - answeredBefore)); missing > 0; missing--) {
                sender.accept(new Stamp(now, WINDOW));
                sent++;
            }
            ticker.park(LOOK_NANOS);
        }
        return sent;
    }
}
