package dev.consilium.streams.ledger;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Gives Kafka Streams clients that never commit past an unsettled image. To be passed to the constructor of
 * {@code KafkaStreams} together with a topology that writes the same ledger.
 *
 * <p>With {@code group.protocol=streams} Kafka Streams builds its consumer itself: exactly-once is still kept (its
 * offsets go through the producer), at-least-once is not and must be refused, polls are not shortened.
 */
public class LedgerClientSupplier implements KafkaClientSupplier {

    private final OffsetLedger ledger;

    /** Clients for the StreamThreads that keep {@code ledger}. */
    public LedgerClientSupplier(OffsetLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new LedgerProducer(config, ledger);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new LedgerConsumer(config, ledger);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return plainConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return plainConsumer(config);
    }

    private static Consumer<byte[], byte[]> plainConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
