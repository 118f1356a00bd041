package dev.consilium.ops.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class StampTest {

    private final Headers headers = new ProducerRecord<>("topic", "value").headers();

    @Test
    void shouldComeBackFromHeaders() {
        // Given
        Stamp stamp = new Stamp(-123_456_789_012_345L, Capacity.WINDOW);

        // When
        stamp.writeTo(headers);

        // Then
        assertThat(Stamp.of(headers)).contains(stamp);
    }

    @Test
    void shouldNotTakeOthersRecordsForItsOwn() {
        assertThat(Stamp.of(headers)).isEmpty();
    }
}
