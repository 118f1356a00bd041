package dev.consilium.ops.bench.load;

import dev.consilium.schemas.connect.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A reader of answers that has nothing to do with the app: notes when each one could be read. One thread of its own reads;
 * the log may be asked by any.
 */
final class LatencyReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final LatencyLog log = new LatencyLog();
    private final AnswerListener listener;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    private LatencyReader(KafkaConsumer<byte[], byte[]> consumer, IsolationLevel isolation, AnswerListener listener) {
        this.consumer = consumer;
        this.listener = listener;
        this.thread = new Thread(this::read, "reader-" + name(isolation));
    }

    /** Reads what is written to the topics from now on. */
    static LatencyReader start(
            Connection connection, Collection<String> topics, IsolationLevel isolation, AnswerListener listener) {
        Map<String, Object> config = connection.client();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, name(isolation));
        // An answer is to be seen when it is there.
        config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // the end is looked up now, not at the first poll
        LatencyReader reader = new LatencyReader(consumer, isolation, listener);
        reader.thread.setDaemon(true);
        reader.thread.start();
        return reader;
    }

    /**
     * What was read so far.
     *
     * @throws RuntimeException what ended the reading, if something did
     */
    LatencyLog log() {
        RuntimeException ended = failure.get();
        if (ended != null) {
            throw ended;
        }
        return log;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (true) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                long now = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    Stamp.of(record.headers()).ifPresent(stamp -> {
                        log.add(stamp, now);
                        listener.read(record.partition(), stamp.intendedNanos(), now);
                    });
                }
            }
        } catch (WakeupException e) {
            // closed
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private static String name(IsolationLevel isolation) {
        return isolation.name().toLowerCase(Locale.ROOT);
    }
}
