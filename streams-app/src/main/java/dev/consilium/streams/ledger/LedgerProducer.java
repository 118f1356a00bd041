package dev.consilium.streams.ledger;

import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The producer of a StreamThread; exactly-once commits its offsets here and nowhere else.
 *
 * <p>A commit that times out is reported as failed. For a time-out Kafka Streams 4.3.1 revives the tasks on the same
 * consumer, and when a rebalance comes before they are initialised (it asks for one itself) it makes new tasks in their place
 * and forgets to set the consumer back to the committed offsets: what was read and not committed would be lost. After a
 * failed commit the thread gives its tasks up and joins again, which reads everything from the committed mark.
 */
class LedgerProducer extends KafkaProducer<byte[], byte[]> {

    private final OffsetLedger ledger;

    LedgerProducer(Map<String, Object> config, OffsetLedger ledger) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.ledger = ledger;
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
        ledger.lower(offsets);
        inTime(() -> sendLowered(offsets, groupMetadata));
    }

    @Override
    public void commitTransaction() {
        inTime(this::commit);
    }

    /** What goes to the broker; its own method so that a test can let it fail. */
    void sendLowered(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
        super.sendOffsetsToTransaction(offsets, groupMetadata);
    }

    /** What goes to the broker; its own method so that a test can let it fail. */
    void commit() {
        super.commitTransaction();
    }

    private static void inTime(Runnable request) {
        try {
            request.run();
        } catch (TimeoutException e) {
            CommitFailedException failed =
                    new CommitFailedException("The broker did not answer a commit in time: " + e.getMessage());
            failed.initCause(e);
            throw failed;
        }
    }
}
