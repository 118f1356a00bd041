package dev.consilium.streams.roster;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Leaves the cores to those that serve: after a piece of work the loader rests six times as long as that took, so that
 * images wait no longer for a roll-out than they must. While nobody serves there is nobody to leave them to.
 *
 * <p>Loader's thread only.
 */
final class Restraint {

    private static final int TIMES = 6;
    /** A large module is not to take seven times as long. */
    private static final Duration MOST = Duration.ofMillis(100);

    private final BooleanSupplier serving;
    private long since = System.nanoTime();

    /** @param serving whether anybody serves; asked by the loader's thread */
    Restraint(BooleanSupplier serving) {
        this.serving = serving;
    }

    /** Work begins. */
    void begin() {
        since = System.nanoTime();
    }

    /** A piece of work is done, and the next one begins when this returns. */
    void rest() {
        if (serving.getAsBoolean()) {
            LockSupport.parkNanos(Math.min(MOST.toNanos(), TIMES * (System.nanoTime() - since)));
        }
        begin();
    }
}
