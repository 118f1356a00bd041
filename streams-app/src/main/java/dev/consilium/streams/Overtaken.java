package dev.consilium.streams;

import dev.consilium.streams.GroupStanding.Gap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts images that retention removed before they had an outcome: nobody will ever answer them. Each once, however often it is
 * looked at. One thread adds, any may ask.
 */
final class Overtaken {

    private static final Logger LOG = LoggerFactory.getLogger(Overtaken.class);

    private final Map<TopicPartition, Long> counted = new HashMap<>();
    private final AtomicLong images = new AtomicLong();

    /** What is gone now. */
    void add(Map<TopicPartition, Gap> removed) {
        removed.forEach((partition, gap) -> {
            long from = Math.max(gap.from(), counted.getOrDefault(partition, 0L));
            if (from < gap.to()) {
                counted.put(partition, gap.to());
                images.addAndGet(gap.to() - from);
                LOG.atError()
                        .addKeyValue("partition", partition)
                        .addKeyValue("from", from)
                        .addKeyValue("to", gap.to())
                        .log("Retention has removed images before they were answered");
            }
        });
    }

    long images() {
        return images.get();
    }
}
