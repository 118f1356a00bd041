package dev.consilium.streams;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Whether the clock of this machine was set back. Kafka's clients go by it: until it is again where it was they send no heartbeat, Kafka
 * Streams commits nothing and its punctuators stand. A member of the group that does no more than take partitions is worse than none, so
 * this is a reason to end and be started anew. Clocks that are set ahead, or back by little, do no harm.
 *
 * <p>A thread of its own looks each second.
 */
final class ClockWatch implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration HARMLESS = Duration.ofSeconds(3);
    private static final long NANOS_A_MILLI = 1_000_000;

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Consumer<Duration> setBack;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "clock-watch");
        thread.setDaemon(true);
        return thread;
    });
    private long aheadMillis;

    /**
     * Not started yet.
     *
     * @param nanoTime goes on evenly whatever is done to the clock
     * @param setBack told by how much, each time
     */
    ClockWatch(InstantSource clock, LongSupplier nanoTime, Consumer<Duration> setBack) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.setBack = setBack;
        this.aheadMillis = aheadMillis();
    }

    void start() {
        long every = LOOK_EVERY.toMillis();
        var unused = schedule.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    /** For one thread. */
    void look() {
        long now = aheadMillis();
        Duration back = Duration.ofMillis(aheadMillis - now);
        aheadMillis = now;
        if (back.compareTo(HARMLESS) > 0) {
            setBack.accept(back);
        }
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }

    private long aheadMillis() {
        return clock.millis() - nanoTime.getAsLong() / NANOS_A_MILLI;
    }
}
