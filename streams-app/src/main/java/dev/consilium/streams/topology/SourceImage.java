package dev.consilium.streams.topology;

import java.nio.charset.StandardCharsets;
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

    /** What names the image where a share of images is chosen: its key, or its place when it has none. */
    byte[] nameInHash() {
        return key == null ? toString().getBytes(StandardCharsets.UTF_8) : key;
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
