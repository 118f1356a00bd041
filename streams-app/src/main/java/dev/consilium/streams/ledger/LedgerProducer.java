package dev.consilium.streams.ledger;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The producer of a StreamThread; exactly-once commits its offsets here and nowhere else. */
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
        super.sendOffsetsToTransaction(offsets, groupMetadata);
    }
}
