package dev.consilium.schemas.history;

import org.apache.kafka.common.TopicPartition;

/**
 * A part of a partition.
 *
 * @param from the first offset
 * @param to the offset after the last
 */
public record Stretch(TopicPartition partition, long from, long to) {

    public boolean isEmpty() {
        return from >= to;
    }

    /** Its end, {@code records} offsets long, or all of it. */
    public Stretch last(long records) {
        return new Stretch(partition, Math.max(from, to - records), to);
    }

    /** What stands before {@link #last}. */
    public Stretch withoutLast(long records) {
        return new Stretch(partition, from, Math.max(from, to - records));
    }
}
