package dev.consilium.streams.ledger;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The main consumer of a StreamThread; at-least-once commits its offsets here. Kafka Streams 4.3.1 calls
 * {@link #commitSync(Map)} alone; the other ways with offsets are lowered too, and those that would commit the bare
 * position, which has passed images in flight, are refused.
 */
class LedgerConsumer extends KafkaConsumer<byte[], byte[]> {

    private final OffsetLedger ledger;

    LedgerConsumer(Map<String, Object> config, OffsetLedger ledger) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.ledger = ledger;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        return super.poll(ledger.pollTimeout(timeout));
    }

    /**
     * Streams asks this whenever a task starts, before it has read anything: the place to see to it that the task reads from
     * the committed mark. Streams 4.3.1 itself forgets to when a rebalance replaces a task that was being revived, and would
     * go on behind the images that were in flight.
     */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = super.committed(partitions);
        committed.forEach((partition, mark) -> {
            // Null, for all that the type says, where nothing has been committed yet.
            if (mark != null && assignment().contains(partition) && position(partition) > mark.offset()) {
                seek(partition, mark);
            }
        });
        return committed;
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        ledger.lower(offsets);
        super.commitSync(offsets);
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        ledger.lower(offsets);
        super.commitSync(offsets, timeout);
    }

    @Override
    public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
        ledger.lower(offsets);
        super.commitAsync(offsets, callback);
    }

    @Override
    public void commitSync() {
        throw positionIsNotSettled();
    }

    @Override
    public void commitSync(Duration timeout) {
        throw positionIsNotSettled();
    }

    @Override
    public void commitAsync() {
        throw positionIsNotSettled();
    }

    @Override
    public void commitAsync(OffsetCommitCallback callback) {
        throw positionIsNotSettled();
    }

    private static UnsupportedOperationException positionIsNotSettled() {
        return new UnsupportedOperationException(
                "The consumer's position has passed images in flight: commit named offsets, which the ledger lowers");
    }
}
