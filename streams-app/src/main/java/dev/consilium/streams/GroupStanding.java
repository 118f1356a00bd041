package dev.consilium.streams;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a group is on a topic.
 *
 * @param behind records without a committed offset, of all partitions; one without any commit counts whole
 * @param removed what was to come next and is not there any more, by partition: retention was faster
 */
record GroupStanding(long behind, Map<TopicPartition, Gap> removed) {

    GroupStanding {
        removed = Map.copyOf(removed);
    }

    /** Offsets from {@code from} to {@code to}, exclusive. */
    record Gap(long from, long to) {}
}
