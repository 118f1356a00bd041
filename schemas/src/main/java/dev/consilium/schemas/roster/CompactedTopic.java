package dev.consilium.schemas.roster;

import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import dev.consilium.schemas.registry.RegistryUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A compacted topic of one partition as a table: read to its end once, then followed. It assigns itself the partition:
 * no consumer group, nothing to rebalance, every reader sees everything.
 *
 * <p>Reads only what is committed, and stops only at offsets between transactions: a table never shows half of a
 * transaction.
 *
 * <p>A record that nobody can read does not stop the reader: the last readable value of the key stays, and {@link
 * #unreadable()} names the key and the reason until a readable one follows.
 *
 * <p>One thread at a time: it wraps a {@link Consumer}.
 */
public final class CompactedTopic<V> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CompactedTopic.class);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration VISIBLE_STEP = Duration.ofMillis(5);

    /** Brokers hear of a new topic one after the other. */
    private static final Duration LATEST_NEWS = Duration.ofSeconds(2);

    /** A look-up waits behind a fetch that waits for data, and so does closing. Who follows can bear that. */
    private static final int FETCH_WAITS_MILLIS = 100;

    /** Who reads to the end alone cannot: there is nothing to wait for. */
    private static final int FETCH_TO_END_WAITS_MILLIS = 10;

    private final String topic;
    private final String bootstrapServers;
    private final Consumer<byte[], byte[]> consumer;
    private final Deserializer<V> deserializer;
    private final Merge<V> merge;
    private final Map<String, Row<V>> rows = new TreeMap<>();
    private final Map<String, String> unreadable = new TreeMap<>();

    /** Polled but not yet applied: not empty only while the registry is out. */
    private final Queue<ConsumerRecord<byte[], byte[]>> arrived = new ArrayDeque<>();

    private boolean known;

    /** Whether records came that no call of {@link #follow} has told of yet. */
    private boolean untold;

    /** Which row a key shows when a further record arrives for it. */
    @FunctionalInterface
    public interface Merge<V> {
        Row<V> keep(Row<V> present, Row<V> next);
    }

    private CompactedTopic(
            String topic,
            String bootstrapServers,
            Consumer<byte[], byte[]> consumer,
            Deserializer<V> deserializer,
            Merge<V> merge) {
        this.topic = topic;
        this.bootstrapServers = bootstrapServers;
        this.consumer = consumer;
        this.deserializer = deserializer;
        this.merge = merge;
    }

    /** A table in which the last record of a key counts. */
    public static <V> CompactedTopic<V> open(Connection connection, String topic, Deserializer<V> deserializer) {
        return open(connection, topic, deserializer, (present, next) -> next);
    }

    /** A table that decides for itself what a further record of a key means. */
    public static <V> CompactedTopic<V> open(
            Connection connection, String topic, Deserializer<V> deserializer, Merge<V> merge) {
        return open(connection, topic, deserializer, merge, FETCH_WAITS_MILLIS);
    }

    /** A table that is read to its end now and then, and not followed. */
    static <V> CompactedTopic<V> openForReadings(
            Connection connection, String topic, Deserializer<V> deserializer, Merge<V> merge) {
        return open(connection, topic, deserializer, merge, FETCH_TO_END_WAITS_MILLIS);
    }

    private static <V> CompactedTopic<V> open(
            Connection connection, String topic, Deserializer<V> deserializer, Merge<V> merge, int fetchWaitsMillis) {
        Map<String, Object> config = connection.client();
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, fetchWaitsMillis);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try {
            Consumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return new CompactedTopic<>(topic, connection.bootstrapServers(), consumer, deserializer, merge);
        } catch (KafkaException e) {
            throw unreachable(topic, connection.bootstrapServers(), e);
        }
    }

    /**
     * Reads up to where the topic ends now, at most for {@code limit}.
     *
     * @return the table, an unmodifiable copy
     * @throws UnreachableException when there is no such topic, or the broker or the registry does not answer in time; call again to go on
     */
    public Map<String, Row<V>> readToEnd(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            requireTopic(limit);
            applyArrived();
            TopicPartition partition = new TopicPartition(topic, 0);
            // Under read_committed this is the last stable offset: it lies between transactions.
            long end = consumer.endOffsets(List.of(partition), limit).getOrDefault(partition, 0L);
            while (consumer.position(partition, limit) < end) {
                if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException("read up to offset " + consumer.position(partition, limit) + " of " + end
                            + " in " + limit.toMillis() + " ms");
                }
                poll(STEP);
                applyArrived();
            }
            return rows();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw unreachable(topic, bootstrapServers, e);
        }
    }

    /**
     * Waits up to {@code wait} for news, then reads on to the end of the transaction that brought it.
     *
     * @return whether any record arrived since the last call that returned
     * @throws UnreachableException as {@link #readToEnd}; the table may show half of a transaction until a call returns
     */
    public boolean follow(Duration wait, Duration limit) {
        try {
            poll(wait);
            // Stays set when an outage cuts the rest short: the next call tells of it.
            untold |= !arrived.isEmpty();
            if (!untold) {
                return false;
            }
            readToEnd(limit);
            untold = false;
            return true;
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw unreachable(topic, bootstrapServers, e);
        }
    }

    /**
     * Waits until readers of what is committed see the record at {@code offset} of a topic of one partition, this one or another: a
     * commit returns before that. When {@code limit} is over first, it returns all the same.
     */
    void awaitVisible(String written, long offset, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        TopicPartition partition = new TopicPartition(written, 0);
        try {
            while (consumer.endOffsets(List.of(partition), limit).getOrDefault(partition, 0L) <= offset
                    && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(VISIBLE_STEP.toNanos());
            }
        } catch (TimeoutException e) {
            LOG.atWarn().addKeyValue("topic", written).log("Whether what was committed is visible could not be asked");
        }
    }

    /** The rows as far as read, by key; an unmodifiable copy. */
    public Map<String, Row<V>> rows() {
        return Collections.unmodifiableMap(new TreeMap<>(rows));
    }

    /** Keys whose newest record cannot be read, with the reason. */
    public Map<String, String> unreadable() {
        return Map.copyOf(unreadable);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    /** A consumer would wait for the topic until its time is over. */
    private void requireTopic(Duration limit) {
        long deadline = System.nanoTime() + Math.min(limit.toNanos(), LATEST_NEWS.toNanos());
        while (!known) {
            known = !consumer.partitionsFor(topic, limit).isEmpty();
            if (!known && System.nanoTime() - deadline > 0) {
                throw new UnknownTopicOrPartitionException("there is no such topic");
            }
            if (!known) {
                LockSupport.parkNanos(STEP.toNanos());
            }
        }
    }

    private void poll(Duration wait) {
        consumer.poll(wait).forEach(arrived::add);
    }

    private void applyArrived() {
        while (!arrived.isEmpty()) {
            apply(arrived.element());
            arrived.remove();
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            LOG.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("offset", record.offset())
                    .log("Record without a key");
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            rows.remove(key);
            unreadable.remove(key);
            return;
        }
        try {
            V value = deserializer.deserialize(topic, record.headers(), record.value());
            rows.merge(key, new Row<>(value, record.offset(), Instant.ofEpochMilli(record.timestamp())), merge::keep);
            unreadable.remove(key);
        } catch (RegistryUnavailableException e) {
            throw new UnreachableException("records of topic '" + topic + "' cannot be read: " + e.getMessage(), e);
        } catch (SerializationException e) {
            unreadable.put(key, String.valueOf(e.getMessage()));
            LOG.atError()
                    .addKeyValue("topic", topic)
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("key", key)
                    .addKeyValue("reason", e.getMessage())
                    .log("Unreadable record; the last readable one of this key stays");
        }
    }

    private static UnreachableException unreachable(String topic, String bootstrapServers, KafkaException cause) {
        if (cause instanceof UnknownTopicOrPartitionException) {
            return new UnreachableException(
                    "there is no topic '" + topic + "' at " + bootstrapServers
                            + ": `consilium publish` creates it; or is it another cluster, or has it another name there?",
                    cause);
        }
        return new UnreachableException(
                "topic '" + topic + "' at " + bootstrapServers + " cannot be read: " + cause.getMessage()
                        + " (may this client read it?)",
                cause);
    }
}
