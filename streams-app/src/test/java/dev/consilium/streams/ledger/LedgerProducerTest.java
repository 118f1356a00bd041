package dev.consilium.streams.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class LedgerProducerTest {

    private static final TopicPartition IMAGES = new TopicPartition("images", 0);

    private final OffsetLedger ledger = new OffsetLedger(Duration.ofSeconds(1), Clock.systemUTC());
    private final List<Map<TopicPartition, OffsetAndMetadata>> sent = new ArrayList<>();

    @Test
    void shouldSendTheVeryMapThatStreamsGoesOnToUseLowered() {
        // Given
        ledger.open(new TaskId(0, 0)).admit(IMAGES, 5);
        Map<TopicPartition, OffsetAndMetadata> asked = new HashMap<>(Map.of(IMAGES, new OffsetAndMetadata(9, "time")));

        // When
        try (LedgerProducer producer = new Offline()) {
            producer.sendOffsetsToTransaction(asked, group());
        }

        // Then
        assertThat(sent).singleElement().isSameAs(asked);
        assertThat(asked).containsEntry(IMAGES, new OffsetAndMetadata(5, "time"));
    }

    @Test
    void shouldCallTimeOutOfCommitAFailedCommit() {
        try (LedgerProducer producer = new Offline()) {
            assertThatExceptionOfType(CommitFailedException.class)
                    .isThrownBy(producer::commitTransaction)
                    .withMessageContaining("in time")
                    .withCauseInstanceOf(TimeoutException.class);
        }
    }

    @SuppressWarnings("removal") // the successor is an internal class
    private static ConsumerGroupMetadata group() {
        return new ConsumerGroupMetadata("group");
    }

    /** Never reaches a broker. */
    private final class Offline extends LedgerProducer {
        Offline() {
            super(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:9"), ledger);
        }

        @Override
        void sendLowered(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
            sent.add(offsets);
        }

        @Override
        void commit() {
            throw new TimeoutException("no broker");
        }
    }
}
