package dev.consilium.streams.topology;

import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The record's own timestamp; when it is negative, the partition's latest, or else the present. Kafka Streams would skip
 * a record with a negative timestamp: an image without an outcome.
 */
final class ImageTimestamps implements TimestampExtractor {

    private final InstantSource clock;

    ImageTimestamps(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> image, long partitionTime) {
        if (image.timestamp() >= 0) {
            return image.timestamp();
        }
        return partitionTime >= 0 ? partitionTime : clock.millis();
    }
}
