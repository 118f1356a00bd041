package dev.consilium.streams.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody who looks on. Read by one thread; who is slow misses the oldest. */
public final class Subscription implements AutoCloseable {

    private static final int BACKLOG = 16;

    private final ConsultationWatch watch;
    private final BlockingQueue<Sighting> sightings = new ArrayBlockingQueue<>(BACKLOG);
    private volatile boolean ended;

    Subscription(ConsultationWatch watch) {
        this.watch = watch;
    }

    /** The next one; empty when none came in this time, or when there will be none. */
    public Optional<Sighting> next(Duration within) throws InterruptedException {
        return Optional.ofNullable(sightings.poll(within.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Whether the app stops showing. */
    public boolean isEnded() {
        return ended;
    }

    /** With the watch's lock: there is one who offers. */
    void offer(Sighting sighting) {
        while (!sightings.offer(sighting)) {
            sightings.poll();
        }
    }

    void end() {
        ended = true;
    }

    @Override
    public void close() {
        watch.leave(this);
    }
}
