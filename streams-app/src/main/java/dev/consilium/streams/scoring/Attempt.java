package dev.consilium.streams.scoring;

import java.util.function.Supplier;

/**
 * Forwards that one thread runs one after the other, while another watches over how long each takes. Each is either finished by the one or
 * given up by the other, never both; after the first that is given up there are no more.
 */
final class Attempt {

    private static final long NONE = 0;

    private long sinceNanos = NONE;
    private boolean givenUp;

    /**
     * What {@code forward} gives.
     *
     * @throws GivenUpException when it was given up meanwhile, whether it then gave something or threw
     */
    <T> T at(Supplier<T> forward) throws GivenUpException {
        begin();
        T result;
        try {
            result = forward.get();
        } catch (RuntimeException | Error e) {
            end();
            throw e;
        }
        end();
        return result;
    }

    /** Gives up the forward that runs, if it has run for longer than allowed; true for whoever did so. */
    synchronized boolean giveUp(long nowNanos, long allowedNanos) {
        if (givenUp || sinceNanos == NONE || nowNanos - sinceNanos <= allowedNanos) {
            return false;
        }
        givenUp = true;
        return true;
    }

    private synchronized void begin() {
        sinceNanos = Math.max(NONE + 1, System.nanoTime());
    }

    private synchronized void end() throws GivenUpException {
        sinceNanos = NONE;
        if (givenUp) {
            throw new GivenUpException();
        }
    }
}
