package dev.consilium.ops.demo;

import dev.consilium.avro.Prediction;
import dev.consilium.schemas.DeadLetterHeaders;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * An independent reader of {@code predictions} and {@code dead-letters}: committed records only, from their beginning, in no
 * consumer group, knowing nothing of the application but its output.
 *
 * <p>One thread of its own reads; {@link #look} may be called by any thread and sees a consistent state.
 */
final class Audit implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Topics topics;
    private final InstantSource clock;
    private final Findings findings;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<Prediction> predictions;
    private final Thread reader = new Thread(this::read, "audit");
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    private Audit(Connection connection, Topics topics, Map<String, String> owners, InstantSource clock) {
        this.topics = topics;
        this.clock = clock;
        this.findings = new Findings(owners);
        this.predictions = connection.serde(Prediction.class).deserializer();
        Map<String, Object> config = connection.client();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Begins to read.
     *
     * @param owners by class name, the specialist that knows the class
     */
    static Audit start(Connection connection, Topics topics, Map<String, String> owners, InstantSource clock) {
        Audit audit = new Audit(connection, topics, owners, clock);
        List<TopicPartition> partitions = Stream.of(topics.predictions(), topics.deadLetters())
                .flatMap(topic -> audit.consumer.partitionsFor(topic).stream())
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList();
        audit.consumer.assign(partitions);
        audit.consumer.seekToBeginning(partitions);
        audit.reader.setDaemon(true);
        audit.reader.start();
        return audit;
    }

    /**
     * Looks at what has been found so far; what the function returns must not hold on to the findings.
     *
     * @throws RuntimeException what ended the reading, if something did
     */
    <T> T look(Function<Findings, T> question) {
        RuntimeException ended = failure.get();
        if (ended != null) {
            throw ended;
        }
        synchronized (findings) {
            return question.apply(findings);
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer;
                predictions) {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    note(record);
                }
            }
        } catch (WakeupException e) {
            // closed
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        long now = clock.millis();
        if (record.topic().equals(topics.deadLetters())) {
            int partition = Integer.parseInt(header(record, DeadLetterHeaders.PARTITION));
            long offset = Long.parseLong(header(record, DeadLetterHeaders.OFFSET));
            String reason = header(record, DeadLetterHeaders.MESSAGE);
            synchronized (findings) {
                findings.addDeadLetter(record.topic(), record.partition(), partition, offset, reason, now);
            }
            return;
        }
        Prediction prediction = predictions.deserialize(record.topic(), record.headers(), record.value());
        synchronized (findings) {
            findings.add(prediction, record.topic(), record.partition(), record.timestamp(), now);
        }
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
