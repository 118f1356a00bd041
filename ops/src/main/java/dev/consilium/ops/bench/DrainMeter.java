package dev.consilium.ops.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Measures how fast records become readable on a topic, as an independent read_committed reader sees it.
 *
 * <p>The clock starts after the first {@code warmUp} records, so start-up, class loading and the first forwards do
 * not count. One thread only.
 */
final class DrainMeter implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration NOTHING_COMES = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> reader;

    DrainMeter(Map<String, Object> client, String topic) {
        reader = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
    }

    /**
     * Reads until {@code images} have come or {@code most} has passed since the clock started.
     *
     * @return records per second between the warm-up's last record and the last one read
     * @throws IllegalStateException when nothing comes for a minute, or nothing after the warm-up
     */
    double imagesPerSecond(long warmUp, long images, Duration most) {
        long read = 0;
        long started = 0;
        long readAtStart = 0;
        long last = System.nanoTime();
        while (read < images) {
            int polled = reader.poll(POLL).count();
            long now = System.nanoTime();
            if (polled > 0) {
                read += polled;
                last = now;
            } else if (now - last > NOTHING_COMES.toNanos()) {
                throw new IllegalStateException("No prediction for " + NOTHING_COMES.toSeconds() + " s after " + read
                        + " of " + images + " images");
            }
            if (started == 0 && read >= warmUp) {
                started = now;
                readAtStart = read;
            } else if (started != 0 && now - started > most.toNanos()) {
                break;
            }
        }
        if (last == started) {
            throw new IllegalStateException("All predictions came in one piece: give more images");
        }
        return (read - readAtStart) * 1e9 / (last - started);
    }

    @Override
    public void close() {
        reader.close();
    }
}
