package dev.consilium.schemas.artifact;

import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads ranges of the artifact topic. One thread at a time. */
final class ChunkReader implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(200);

    private final TopicPartition partition;
    private final String bootstrapServers;
    private final Duration patience;
    private final Consumer<byte[], byte[]> consumer;

    /** Takes records until it has what it wants. */
    @FunctionalInterface
    interface Visitor {
        /** Takes one record and says whether to go on. */
        boolean visit(ConsumerRecord<byte[], byte[]> record) throws IOException;
    }

    /** @param patience how long the topic may stay silent before that counts as an outage */
    ChunkReader(Connection connection, String topic, Duration patience) {
        var config = connection.client();
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Tombstones are written in transactions: those of one that was aborted take nothing away.
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // Looking up and closing wait behind a fetch that waits for data, and what is read here is there already.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.partition = new TopicPartition(topic, 0);
        this.bootstrapServers = connection.bootstrapServers();
        this.patience = patience;
        try {
            this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw unreachable(e);
        }
        consumer.assign(List.of(partition));
    }

    long begin() {
        try {
            return consumer.beginningOffsets(List.of(partition), patience).getOrDefault(partition, 0L);
        } catch (KafkaException e) {
            throw unreachable(e);
        }
    }

    /** Where what is decided ends: no transaction that is open now can change anything before it. */
    long end() {
        try {
            return consumer.endOffsets(List.of(partition), patience).getOrDefault(partition, 0L);
        } catch (KafkaException e) {
            throw unreachable(e);
        }
    }

    /** Shows the records from {@code from} (inclusive) to {@code to} (exclusive), until the visitor has enough. */
    void read(long from, long to, Visitor visitor) throws IOException {
        try {
            consumer.seek(partition, from);
            long lastNews = System.nanoTime();
            while (consumer.position(partition, patience) < to) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(STEP)) {
                    lastNews = System.nanoTime();
                    if (record.offset() < to && !visitor.visit(record)) {
                        return;
                    }
                }
                if (System.nanoTime() - lastNews > patience.toNanos()) {
                    throw new org.apache.kafka.common.errors.TimeoutException(
                            "nothing came for " + patience.toMillis() + " ms");
                }
            }
        } catch (KafkaException e) {
            throw unreachable(e);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    private UnreachableException unreachable(KafkaException cause) {
        return new UnreachableException(
                "topic '" + partition.topic() + "' at " + bootstrapServers + " cannot be read: " + cause.getMessage(),
                cause);
    }
}
