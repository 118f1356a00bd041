package dev.consilium.ops.bench.throughput;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** The processor time that one thread spends in each stage. One thread only; read it when that has ended. */
final class StageClock {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long[] nanos = new long[Stage.values().length];
    private long since;

    void start() {
        since = THREADS.getCurrentThreadCpuTime();
    }

    void end(Stage stage) {
        long now = THREADS.getCurrentThreadCpuTime();
        nanos[stage.ordinal()] += now - since;
        since = now;
    }

    long nanos(Stage stage) {
        return nanos[stage.ordinal()];
    }

    void reset() {
        Arrays.fill(nanos, 0);
    }
}
