package dev.consilium.streams.watch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets one through in each period. Any thread. */
final class Pace {

    private final long periodNanos;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    Pace(Duration period) {
        this.periodNanos = period.toNanos();
    }

    boolean letsThrough() {
        long now = System.nanoTime();
        long due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + periodNanos);
    }
}
