package dev.consilium.streams.submit;

import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads committed outcomes of one partition of the images at a time. An outcome has the partition number and the key of its
 * image, whichever instance answers. Used by one thread at a time.
 */
final class AnswerReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Topics topics;
    private final Consumer<byte[], byte[]> consumer;

    AnswerReader(Connection connection, Topics topics) {
        this.topics = topics;
        Map<String, Object> config = connection.client();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A reader that closes waits for its last fetch.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Stands at the end of the outcomes of a partition: what is committed from now on will be seen.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException when the broker does not tell the end in this time
     */
    void standAtTheEnd(int partition, Duration within) {
        List<TopicPartition> outcomes = List.of(
                new TopicPartition(topics.predictions(), partition),
                new TopicPartition(topics.deadLetters(), partition));
        consumer.assign(outcomes);
        consumer.seekToEnd(outcomes);
        outcomes.forEach(topic -> consumer.position(topic, within));
    }

    /** The outcome of the image with this key; empty when there is none by then. */
    Optional<ConsumerRecord<byte[], byte[]>> await(byte[] key, long untilNanos) {
        while (untilNanos - System.nanoTime() > 0) {
            for (ConsumerRecord<byte[], byte[]> outcome : consumer.poll(POLL)) {
                if (Arrays.equals(key, outcome.key())) {
                    return Optional.of(outcome);
                }
            }
        }
        return Optional.empty();
    }

    /** Lets go of the partition: nothing more is fetched. */
    void rest() {
        consumer.unsubscribe();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
