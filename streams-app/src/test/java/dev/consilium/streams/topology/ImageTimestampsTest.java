package dev.consilium.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ImageTimestampsTest {

    private final ImageTimestamps timestamps = new ImageTimestamps(() -> Instant.ofEpochMilli(99));

    @Test
    void shouldTakeTheImagesOwn() {
        assertThat(timestamps.extract(image(7), 5)).isEqualTo(7);
        assertThat(timestamps.extract(image(0), 5)).isZero();
    }

    @Test
    void shouldNeverBeNegative() {
        assertThat(timestamps.extract(image(-1), 5)).isEqualTo(5);
        assertThat(timestamps.extract(image(-1), -1)).isEqualTo(99);
    }

    private static ConsumerRecord<Object, Object> image(long timestamp) {
        return new ConsumerRecord<>(
                "images",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                "key",
                "value",
                new RecordHeaders(),
                Optional.empty());
    }
}
