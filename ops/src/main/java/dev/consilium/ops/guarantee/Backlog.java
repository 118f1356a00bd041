package dev.consilium.ops.guarantee;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * How far answers are behind the load, by when the latest image of each partition that has one was due: images that are lost do
 * not count, they are found afterwards. Any thread.
 */
final class Backlog {

    private final AtomicLongArray latestDue;

    /** @param nowNanos in the terms of {@code System.nanoTime()} */
    Backlog(int partitions, long nowNanos) {
        latestDue = new AtomicLongArray(partitions);
        IntStream.range(0, partitions).forEach(partition -> latestDue.set(partition, nowNanos));
    }

    /** An image that was due at a time has its answer. */
    void answered(int partition, long dueNanos) {
        latestDue.accumulateAndGet(partition, dueNanos, Math::max);
    }

    /** Of the partition that is furthest behind. */
    Duration behind(long nowNanos) {
        return Duration.ofNanos(IntStream.range(0, latestDue.length())
                .mapToLong(partition -> nowNanos - latestDue.get(partition))
                .max()
                .orElse(0));
    }
}
