package dev.consilium.ops.explain;

import dev.consilium.avro.Prediction;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;

/**
 * Finds the last prediction of an image: backwards from the end, window by window over all partitions, since it is asked of
 * recent images more often than of old ones. Reads what is committed alone.
 *
 * <p>One thread only.
 */
final class PredictionSearch implements AutoCloseable {

    private static final long WINDOW = 20_000;
    private static final Duration STEP = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String topic;
    private final Serde<Prediction> serde;
    private final KafkaConsumer<byte[], byte[]> consumer;

    PredictionSearch(Connection connection, String topic) {
        this.topic = topic;
        this.serde = connection.serde(Prediction.class);
        this.consumer = Readers.committed(connection);
    }

    /**
     * Looks back to {@code since}, or to where the topic begins.
     *
     * @throws IllegalStateException when there is no such topic
     * @throws UnreachableException when the broker does not answer
     */
    Optional<Prediction> last(String imageId, Optional<Instant> since) {
        try {
            List<TopicPartition> partitions = partitions();
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions, LIMIT));
            Map<TopicPartition, Long> begins = begins(partitions, since, ends);
            while (partitions.stream().anyMatch(each -> isLeft(each, begins, ends))) {
                Optional<Prediction> found = partitions.stream()
                        .filter(each -> isLeft(each, begins, ends))
                        .flatMap(each -> window(each, begins, ends, imageId))
                        // Of two at the same time, the one that stands later.
                        .reduce((one, next) -> next.getDecidedAt().isBefore(one.getDecidedAt()) ? one : next);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (KafkaException e) {
            throw new UnreachableException("topic '" + topic + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isLeft(
            TopicPartition partition, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        return ends.getOrDefault(partition, 0L) > begins.getOrDefault(partition, 0L);
    }

    /** Reads the last window of a partition, and takes it off. */
    private Stream<Prediction> window(
            TopicPartition partition,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends,
            String imageId) {
        long to = ends.getOrDefault(partition, 0L);
        long from = Math.max(begins.getOrDefault(partition, 0L), to - WINDOW);
        ends.put(partition, from);
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        Stream.Builder<Prediction> found = Stream.builder();
        long lastNews = System.nanoTime();
        while (consumer.position(partition, LIMIT) < to) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(STEP)) {
                lastNews = System.nanoTime();
                if (record.offset() < to) {
                    read(record)
                            .filter(each -> each.getImageId().equals(imageId))
                            .ifPresent(found);
                }
            }
            if (System.nanoTime() - lastNews > LIMIT.toNanos()) {
                throw new org.apache.kafka.common.errors.TimeoutException(
                        "nothing came for " + LIMIT.toSeconds() + " s");
            }
        }
        return found.build();
    }

    private Optional<Prediction> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.ofNullable(serde.deserializer().deserialize(topic, record.headers(), record.value()));
        } catch (SerializationException e) {
            return Optional.empty(); // somebody else's record: not what is looked for
        }
    }

    private Map<TopicPartition, Long> begins(
            List<TopicPartition> partitions, Optional<Instant> since, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> begins = new HashMap<>(consumer.beginningOffsets(partitions, LIMIT));
        since.ifPresent(time -> {
            Map<TopicPartition, Long> wanted = new HashMap<>();
            partitions.forEach(each -> wanted.put(each, time.toEpochMilli()));
            consumer.offsetsForTimes(wanted, LIMIT)
                    .forEach((partition, found) -> begins.merge(
                            partition,
                            Optional.ofNullable(found)
                                    .map(OffsetAndTimestamp::offset)
                                    .orElse(ends.getOrDefault(partition, 0L)),
                            Math::max));
        });
        return begins;
    }

    private List<TopicPartition> partitions() {
        return Readers.partitions(consumer, topic);
    }

    @Override
    public void close() {
        consumer.close();
        serde.close();
    }
}
