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
 * <p>The clock starts some time after the first record, so start-up, class loading and compilation do not count. One
 * thread only.
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
     * @param warmUp from the first record to the start of the clock
     * @return records per second from the start of the clock to the last record read
     * @throws IllegalStateException when nothing comes for a minute, or all came within the warm-up
     */
    double imagesPerSecond(Duration warmUp, long images, Duration most) {
        long first = 0;
        long started = 0;
        long read = 0;
        long readAtStart = 0;
        long last = System.nanoTime();
        while (read < images && (started == 0 || last - started < most.toNanos())) {
            int polled = reader.poll(POLL).count();
            long now = System.nanoTime();
            if (polled == 0) {
                requireProgress(now - last, read, images);
                continue;
            }
            read += polled;
            last = now;
            if (first == 0) {
                first = now;
            } else if (started == 0 && now - first >= warmUp.toNanos()) {
                started = now;
                readAtStart = read;
            }
        }
        if (started == 0 || last == started) {
            throw new IllegalStateException(
                    "All " + read + " predictions came within " + warmUp.toSeconds() + " s: give more --images");
        }
        return (read - readAtStart) * 1e9 / (last - started);
    }

    private static void requireProgress(long silentNanos, long read, long images) {
        if (silentNanos > NOTHING_COMES.toNanos()) {
            throw new IllegalStateException("No prediction for " + NOTHING_COMES.toSeconds() + " s after " + read
                    + " of " + images + " images");
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
