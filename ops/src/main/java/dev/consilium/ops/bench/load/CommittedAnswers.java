package dev.consilium.ops.bench.load;

import dev.consilium.avro.Prediction;
import dev.consilium.schemas.DeadLetterHeaders;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** A reader of committed records in no consumer group, which knows nothing of the app but what it has answered. Stateless. */
public final class CommittedAnswers {

    private static final Duration POLL = Duration.ofSeconds(1);

    private CommittedAnswers() {}

    /**
     * Reads {@code predictions} and {@code dead-letters} from their beginning to what is now their end.
     *
     * @param told each answer, in the order of its partition, on the caller's thread
     * @throws IllegalStateException when a dead letter does not say of which image it is
     */
    public static void read(Connection connection, Topics topics, Consumer<Answer> told) {
        Map<String, Object> config = connection.client();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (Deserializer<Prediction> predictions =
                        connection.serde(Prediction.class).deserializer();
                KafkaConsumer<byte[], byte[]> reader =
                        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = Stream.of(topics.predictions(), topics.deadLetters())
                    .flatMap(topic -> reader.partitionsFor(topic).stream())
                    .map(found -> new TopicPartition(found.topic(), found.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> reader.position(each) < ends.getOrDefault(each, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                    told.accept(
                            record.topic().equals(topics.deadLetters())
                                    ? buried(record)
                                    : new Answer.Predicted(
                                            place(record),
                                            predictions.deserialize(record.topic(), record.headers(), record.value())));
                }
            }
        }
    }

    private static Answer buried(ConsumerRecord<byte[], byte[]> record) {
        return new Answer.Buried(
                place(record),
                Integer.parseInt(needed(record, DeadLetterHeaders.PARTITION)),
                Long.parseLong(needed(record, DeadLetterHeaders.OFFSET)),
                header(record, DeadLetterHeaders.EXCEPTION),
                header(record, DeadLetterHeaders.MESSAGE));
    }

    private static TopicPartition place(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private static String needed(ConsumerRecord<byte[], byte[]> record, String name) {
        return header(record, name)
                .orElseThrow(() -> new IllegalStateException("a dead letter at " + record.topic() + "-"
                        + record.partition() + "@" + record.offset() + " has no header " + name));
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(found -> new String(found.value(), StandardCharsets.UTF_8));
    }
}
