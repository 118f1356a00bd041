package dev.consilium.trainer.publish;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import dev.consilium.schemas.roster.VersionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trail on {@code rollouts}, from its beginning on. One thread at a time. */
public final class RolloutLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutLog.class);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final TopicPartition partition;
    private final Serde<RolloutEvent> serde;
    private final Consumer<byte[], byte[]> consumer;

    /** Reads nothing yet. */
    public RolloutLog(Connection connection, Topics topics) {
        this.partition = new TopicPartition(topics.rollouts(), 0);
        var config = connection.client();
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Looking up and closing wait behind a fetch that waits for data: not for long, then.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 25);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.serde = connection.serde(RolloutEvent.class);
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /** The events up to where the trail ends now, oldest first; those that were returned before are not among them. */
    public List<RolloutEvent> readToEnd() {
        List<RolloutEvent> events = new ArrayList<>();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try {
            long end = consumer.endOffsets(List.of(partition), LIMIT).getOrDefault(partition, 0L);
            while (consumer.position(partition, LIMIT) < end) {
                if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException("not read to the end in time");
                }
                events.addAll(poll(Duration.ofMillis(100)));
            }
            return events;
        } catch (KafkaException e) {
            throw new UnreachableException("topic '" + partition.topic() + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether the trail begins with the first event ever: retention has taken nothing yet. */
    boolean isComplete() {
        try {
            return consumer.beginningOffsets(List.of(partition), LIMIT).getOrDefault(partition, 0L) == 0;
        } catch (KafkaException e) {
            throw new UnreachableException("topic '" + partition.topic() + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** What comes within {@code wait}. */
    public List<RolloutEvent> poll(Duration wait) {
        List<RolloutEvent> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
            try {
                RolloutEvent event = serde.deserializer().deserialize(record.topic(), record.value());
                if (VersionKey.isName(event.getSpecialist()) && VersionKey.isName(event.getVersion())) {
                    events.add(event);
                }
            } catch (SerializationException e) {
                LOG.atWarn()
                        .addKeyValue("offset", record.offset())
                        .addKeyValue("reason", e.getMessage())
                        .log("An event that cannot be read is passed over");
            }
        }
        return events;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        serde.close();
    }
}
