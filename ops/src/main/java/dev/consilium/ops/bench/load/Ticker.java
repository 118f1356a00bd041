package dev.consilium.ops.bench.load;

import java.util.concurrent.locks.LockSupport;

/** Time that passes, and waiting in it without taking a core. */
interface Ticker {

    /** The machine's. */
    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void park(long nanos) {
            LockSupport.parkNanos(nanos);
        }
    };

    long nanoTime();

    /** May return early. */
    void park(long nanos);
}
