package dev.consilium.streams.topology;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * An image record as it was read. Carried along because the record context is empty, or another record's, when the
 * outcome is forwarded.
 *
 * @param partition where it was read
 * @param offset its offset there
 * @param timestamp milliseconds, never negative
 * @param headers its headers, not to be changed
 * @param key its key's bytes, if any
 * @param value its value's bytes; null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // Kafka's currency; never compared
record SourceImage(
        TopicPartition partition,
        long offset,
        long timestamp,
        Headers headers,
        byte @Nullable [] key,
        byte @Nullable [] value) {

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
