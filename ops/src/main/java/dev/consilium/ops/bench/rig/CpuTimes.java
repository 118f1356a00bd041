package dev.consilium.ops.bench.rig;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What the processor has done for this process up to a moment.
 *
 * @param threads by thread id
 * @param processNanos of everything, threads that the JVM does not show included
 */
record CpuTimes(Map<Long, Used> threads, long processNanos) {

    /** One thread's time. */
    record Used(CpuGroup group, long nanos) {}

    CpuTimes {
        threads = Map.copyOf(threads);
    }

    /** Of now. The thread that asks is taken to be the reader. */
    static CpuTimes now() {
        ThreadMXBean bean = ManagementFactory.getThreadMXBean();
        Map<Long, Used> threads = new HashMap<>();
        for (ThreadInfo info : bean.getThreadInfo(bean.getAllThreadIds())) {
            if (info == null) {
                continue; // it has ended in between
            }
            long nanos = bean.getThreadCpuTime(info.getThreadId());
            if (nanos >= 0) {
                threads.put(info.getThreadId(), new Used(group(info), nanos));
            }
        }
        return new CpuTimes(threads, usedByProcess());
    }

    /** By group, what has been used since; a thread that began since counts whole, one that has ended not at all. */
    Map<CpuGroup, Long> nanosSince(CpuTimes before) {
        Map<CpuGroup, Long> used = new EnumMap<>(CpuGroup.class);
        threads.forEach((id, now) -> {
            Used then = before.threads.get(id);
            used.merge(now.group(), now.nanos() - (then == null ? 0 : then.nanos()), Long::sum);
        });
        long seen = used.values().stream().mapToLong(Long::longValue).sum();
        used.put(CpuGroup.JVM, Math.max(0, processNanos - before.processNanos - seen));
        return used;
    }

    private static CpuGroup group(ThreadInfo info) {
        return info.getThreadId() == Thread.currentThread().getId()
                ? CpuGroup.READER
                : CpuGroup.of(info.getThreadName());
    }

    private static long usedByProcess() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
