package dev.consilium.ops.bench.rig;

import dev.consilium.schemas.connect.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Measures how fast records become readable on a topic, as an independent read_committed reader sees it. It sees nothing of
 * what was there before it was opened: open it, then start what is to be measured. One thread only.
 */
public final class DrainMeter implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration NOTHING_COMES = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> reader;
    private final String topic;
    private long read;

    public DrainMeter(Connection connection, String topic) {
        this.topic = topic;
        Map<String, Object> client = connection.client();
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // One fetch in flight brings all partitions' news: waiting for more than a poll would only blur the clock.
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100_000);
        reader = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        reader.assign(partitions);
        reader.seekToEnd(partitions);
        partitions.forEach(reader::position); // seeking is lazy: fix the end now
    }

    /**
     * Reads until the window has ended.
     *
     * @throws IllegalStateException when nothing comes for a minute, or all comes before the clock starts
     */
    public Drain measure(Window window) {
        awaitNext();
        long first = System.nanoTime();
        long started = first;
        while (!window.starts(read, started - first)) {
            awaitNext();
            started = System.nanoTime();
        }
        long readAtStart = read;
        CpuTimes before = CpuTimes.now();
        long now = started;
        while (read == readAtStart || !window.ends(read, now - started)) {
            if (read >= window.images()) {
                throw new IllegalStateException("All " + read + " records on " + topic
                        + " came before the clock started: give more --images, or less --warm-up");
            }
            awaitNext();
            now = System.nanoTime();
        }
        return Drain.of(read - readAtStart, now - started, CpuTimes.now().nanosSince(before));
    }

    /** Reads until {@code images} have come since this was opened, for whoever counts; returns how many came. */
    public long awaitAll(long images) {
        while (read < images) {
            awaitNext();
        }
        return read;
    }

    /** Waits for one more record at least. */
    private void awaitNext() {
        long since = System.nanoTime();
        int polled = reader.poll(POLL).count();
        while (polled == 0) {
            if (System.nanoTime() - since > NOTHING_COMES.toNanos()) {
                throw new IllegalStateException("No record on " + topic + " for " + NOTHING_COMES.toSeconds()
                        + " s, after " + read + " of them");
            }
            polled = reader.poll(POLL).count();
        }
        read += polled;
    }

    @Override
    public void close() {
        reader.close();
    }
}
