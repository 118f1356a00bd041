package dev.consilium.schemas.history;

import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads parts of topics that have an end: what is committed alone, outside of any group. Waits for nothing that is not there yet.
 *
 * <p>One thread only.
 */
public final class CommittedReader implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(200);
    /** Without news. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final KafkaConsumer<byte[], byte[]> consumer;

    private CommittedReader(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    public static CommittedReader open(Connection connection) {
        return open(connection, Map.of());
    }

    /** @param settings of the consumer, which the connection's properties win over */
    public static CommittedReader open(Connection connection, Map<String, Object> settings) {
        Map<String, Object> config = new HashMap<>(settings);
        config.putAll(connection.client());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // Whoever asks for an offset wants this one or none.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new CommittedReader(
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /**
     * All that a topic has now, in the order of its partitions; none when there is no such topic.
     *
     * @throws UnreachableException when the broker does not answer
     */
    public List<Stretch> stretches(String topic) {
        try {
            List<TopicPartition> partitions = partitions(topic);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, LIMIT);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LIMIT);
            return partitions.stream()
                    .map(each -> new Stretch(each, begins.getOrDefault(each, 0L), ends.getOrDefault(each, 0L)))
                    .toList();
        } catch (KafkaException e) {
            throw unreadable(topic, e);
        }
    }

    /** What of a stretch came at {@code time} or later, by the records' timestamps. */
    public Stretch since(Instant time, Stretch stretch) {
        TopicPartition partition = stretch.partition();
        try {
            OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(partition, time.toEpochMilli()), LIMIT)
                    .get(partition);
            long from = first == null ? stretch.to() : Math.max(stretch.from(), first.offset());
            return new Stretch(partition, from, stretch.to());
        } catch (KafkaException e) {
            throw unreadable(partition.topic(), e);
        }
    }

    /**
     * Hands over what there is of a stretch, in order. Records that retention removes meanwhile are left out.
     *
     * @throws UnreachableException when the broker does not answer, or the receiver cannot ask the registry
     */
    public void read(Stretch stretch, Consumer<ConsumerRecord<byte[], byte[]>> receiver) {
        TopicPartition partition = stretch.partition();
        try {
            consumer.assign(List.of(partition));
            consumer.seek(partition, stretch.from());
            long position = stretch.from();
            long lastNews = System.nanoTime();
            while (position < stretch.to()) {
                for (ConsumerRecord<byte[], byte[]> record : poll(partition, position)) {
                    if (record.offset() < stretch.to()) {
                        receiver.accept(record);
                    }
                }
                long reached = consumer.position(partition, LIMIT);
                if (reached > position) {
                    position = reached;
                    lastNews = System.nanoTime();
                } else if (System.nanoTime() - lastNews > LIMIT.toNanos()) {
                    throw new TimeoutException("nothing came for " + LIMIT.toSeconds() + " s");
                }
            }
        } catch (KafkaException e) {
            throw unreadable(partition.topic(), e);
        }
    }

    private Iterable<ConsumerRecord<byte[], byte[]>> poll(TopicPartition partition, long position) {
        try {
            return consumer.poll(STEP);
        } catch (OffsetOutOfRangeException e) {
            long begin = consumer.beginningOffsets(List.of(partition), LIMIT).getOrDefault(partition, 0L);
            if (begin <= position) {
                throw e;
            }
            consumer.seek(partition, begin);
            return List.of();
        }
    }

    private List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> found = consumer.partitionsFor(topic, LIMIT);
        return found == null
                ? List.of()
                : found.stream()
                        .map(each -> new TopicPartition(each.topic(), each.partition()))
                        .sorted(Comparator.comparingInt(TopicPartition::partition))
                        .toList();
    }

    private static RuntimeException unreadable(String topic, KafkaException failure) {
        return failure instanceof InterruptException
                ? failure
                : new UnreachableException("topic '" + topic + "' cannot be read: " + failure.getMessage(), failure);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
