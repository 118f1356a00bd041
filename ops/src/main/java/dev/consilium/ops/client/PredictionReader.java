package dev.consilium.ops.client;

import dev.consilium.avro.Prediction;
import dev.consilium.schemas.connect.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed predictions of all partitions, outside of any consumer group. One thread only. */
final class PredictionReader implements AutoCloseable {
    private final KafkaConsumer<byte[], Prediction> consumer;

    /** @throws IllegalStateException when there is no such topic */
    PredictionReader(Connection connection, String topic, boolean fromBeginning) {
        Map<String, Object> config = connection.client();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer = new KafkaConsumer<>(
                config,
                new ByteArrayDeserializer(),
                connection.serde(Prediction.class).deserializer());
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        if (found == null || found.isEmpty()) {
            consumer.close();
            throw new IllegalStateException(
                    "there is no topic " + topic + ": `consilium serve` and `consilium stack` create it");
        }
        List<TopicPartition> partitions = found.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position); // seeking is lazy: fix the end now, not at the first poll
        }
    }

    /** @throws IllegalStateException naming the record that is no prediction, and why */
    ConsumerRecords<byte[], Prediction> poll(Duration longest) {
        try {
            return consumer.poll(longest);
        } catch (RecordDeserializationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(
                    "the record at " + e.topicPartition() + ", offset " + e.offset() + " is no prediction: "
                            + cause.getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
