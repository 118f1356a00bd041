package dev.consilium.ops.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Does again and again, while apps are warmed up, what will be done to them later. A JVM goes on compiling for minutes after
 * its first roll-out, which takes a fifth of a small machine: who measures too soon measures the compiler.
 *
 * <p>Acts on a thread of its own.
 */
public final class Rehearsal implements AutoCloseable {

    /** Where nothing but time is needed. */
    static final Act NOTHING = () -> Thread.sleep(50);

    private final FutureTask<Void> acting;

    private Rehearsal(FutureTask<Void> acting) {
        this.acting = acting;
    }

    /** What is rehearsed. */
    @FunctionalInterface
    public interface Act {
        void once() throws IOException, InterruptedException;
    }

    /** @param time after which the act is not begun again */
    static Rehearsal start(Act act, Duration time) {
        long start = System.nanoTime();
        FutureTask<Void> acting = new FutureTask<>(() -> {
            while (System.nanoTime() - start < time.toNanos()) {
                act.once();
            }
            return null;
        });
        Thread thread = new Thread(acting, "rehearsal");
        thread.setDaemon(true);
        thread.start();
        return new Rehearsal(acting);
    }

    /** Whether it has ended, well or not. */
    boolean isOver() {
        return acting.isDone();
    }

    /** @throws IllegalStateException when an act failed */
    void await() throws InterruptedException {
        try {
            acting.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("failed while warming up: " + e.getMessage(), e);
        }
    }

    /** Breaks off what is not over. */
    @Override
    public void close() {
        acting.cancel(true);
    }
}
