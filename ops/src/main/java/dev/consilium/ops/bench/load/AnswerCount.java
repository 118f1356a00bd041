package dev.consilium.ops.bench.load;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Prediction;
import dev.consilium.ops.demo.OffsetTally;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.VersionKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What became of every image, counted afterwards by a reader of committed records that knows nothing of the app: each
 * prediction and each dead letter is ticked off by its image's partition and offset. One thread only.
 */
public final class AnswerCount {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final OffsetTally tally = new OffsetTally();
    private final Map<VersionKey, Instant> firstDecided = new HashMap<>();
    private long deadLetters;

    private AnswerCount() {}

    /** Reads both topics from their beginning to what is now their end. */
    public static AnswerCount of(Connection connection, Topics topics) {
        return of(connection, topics, prediction -> {});
    }

    /**
     * The same.
     *
     * @param alsoTold each prediction, on the caller's thread
     */
    public static AnswerCount of(Connection connection, Topics topics, Consumer<Prediction> alsoTold) {
        AnswerCount count = new AnswerCount();
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
                    if (record.topic().equals(topics.deadLetters())) {
                        count.addDeadLetter(record);
                    } else {
                        Prediction prediction =
                                predictions.deserialize(record.topic(), record.headers(), record.value());
                        count.add(record, prediction);
                        alsoTold.accept(prediction);
                    }
                }
            }
        }
        return count;
    }

    /** By image. */
    public OffsetTally tally() {
        return tally;
    }

    /** How many of the answers are dead letters. */
    public long deadLetters() {
        return deadLetters;
    }

    /** When the first prediction was decided for which this version was asked. */
    Optional<Instant> firstDecided(VersionKey version) {
        return Optional.ofNullable(firstDecided.get(version));
    }

    private void add(ConsumerRecord<byte[], byte[]> record, Prediction prediction) {
        tally.add(
                record.topic(),
                record.partition(),
                prediction.getSource().getPartition(),
                prediction.getSource().getOffset());
        for (Confidence opinion : prediction.getConsultation()) {
            firstDecided.merge(
                    new VersionKey(opinion.getSpecialist(), opinion.getVersion()),
                    prediction.getDecidedAt(),
                    (known, other) -> known.isBefore(other) ? known : other);
        }
    }

    private void addDeadLetter(ConsumerRecord<byte[], byte[]> record) {
        deadLetters++;
        tally.add(
                record.topic(),
                record.partition(),
                Integer.parseInt(header(record, "__streams.errors.partition")),
                Long.parseLong(header(record, "__streams.errors.offset")));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header found = record.headers().lastHeader(name);
        if (found == null) {
            throw new IllegalStateException("a dead letter at " + record.topic() + "-" + record.partition() + "@"
                    + record.offset() + " has no header " + name);
        }
        return new String(found.value(), StandardCharsets.UTF_8);
    }
}
