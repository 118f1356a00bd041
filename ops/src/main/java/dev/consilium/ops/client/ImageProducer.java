package dev.consilium.ops.client;

import dev.consilium.avro.Image;
import dev.consilium.schemas.connect.Connection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends images: acknowledged by all replicas, without duplicates on retries, keyed by the image's id.
 *
 * <p>{@link #send} and {@link #close} belong to one thread; the counts may be read by any.
 */
public final class ImageProducer implements AutoCloseable {
    /** How long to wait for a topic or a broker before saying so. */
    private static final int MAX_BLOCK_MILLIS = 15_000;

    private final KafkaProducer<byte[], Image> producer;
    private final String topic;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public ImageProducer(Connection connection, String topic) {
        this.topic = topic;
        Map<String, Object> config = connection.client();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        this.producer = new KafkaProducer<>(
                config, new ByteArraySerializer(), connection.serde(Image.class).serializer());
    }

    /**
     * Hands one image over; returns when there is room for the next.
     *
     * @throws IllegalStateException when this or an earlier image could not be sent
     */
    public void send(Image image) {
        throwFailure();
        byte[] key = image.getId().getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>(topic, key, image), (metadata, exception) -> {
            if (exception == null) {
                acknowledged.incrementAndGet();
            } else {
                failure.compareAndSet(null, exception);
            }
        });
    }

    /** Images that the broker has. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /**
     * Waits until the broker has every image.
     *
     * @throws IllegalStateException when one could not be sent
     */
    public void flush() {
        producer.flush();
        throwFailure();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void throwFailure() {
        Exception first = failure.get();
        if (first != null) {
            throw new IllegalStateException(
                    "an image could not be sent to the topic " + topic + ": " + first.getMessage()
                            + " (does the topic exist? `consilium serve` and `consilium stack` create it)",
                    first);
        }
    }
}
