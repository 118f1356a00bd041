package dev.consilium.ops.bench.throughput;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.Map;

/** The processor time that one thread spends in each stage. One thread only; read it when that has ended. */
final class StageClock {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    private long since;

    void start() {
        since = THREADS.getCurrentThreadCpuTime();
    }

    void end(Stage stage) {
        long now = THREADS.getCurrentThreadCpuTime();
        nanos.merge(stage, now - since, Long::sum);
        since = now;
    }

    long nanos(Stage stage) {
        return nanos.getOrDefault(stage, 0L);
    }

    void reset() {
        nanos.clear();
    }
}
