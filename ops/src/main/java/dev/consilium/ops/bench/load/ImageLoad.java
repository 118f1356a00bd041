package dev.consilium.ops.bench.load;

import dev.consilium.avro.Image;
import dev.consilium.schemas.connect.Connection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends stamped images, again and again the same ones, serialised beforehand: what the load costs is taken from the cores
 * that it measures. One thread only sends; any may ask how many were sent.
 */
final class ImageLoad implements AutoCloseable {

    /** Kafka's default. */
    private static final int LINGER_MILLIS = 5;

    private final KafkaProducer<byte[], byte[]> atOnce;
    private final KafkaProducer<byte[], byte[]> inCompany;
    private final List<byte[]> values;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final AtomicLong sent = new AtomicLong();

    /** @param topic whose subject the images are serialised for */
    ImageLoad(Connection connection, String topic, List<Image> images) {
        try (Serializer<Image> serializer = connection.serde(Image.class).serializer()) {
            this.values = images.stream()
                    .map(image -> serializer.serialize(topic, image))
                    .toList();
        }
        this.atOnce = producer(connection, 0);
        this.inCompany = producer(connection, LINGER_MILLIS);
    }

    private static KafkaProducer<byte[], byte[]> producer(Connection connection, int lingerMillis) {
        Map<String, Object> config = connection.client();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
        // At thousands a second, those that come due while a request is under way share the next one: a request for
        // each would cost the broker more than the app costs.
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Hands the next image over; it leaves when it is due.
     *
     * @throws IllegalStateException when this or an earlier one could not be sent
     */
    void send(String topic, Stamp stamp) {
        send(topic, stamp, atOnce);
    }

    /**
     * The same for thousands a second: it waits for company as long as with Kafka's defaults. A request for every few images takes the
     * broker as much as the app takes for them, and what is measured is the app.
     */
    void sendInCompany(String topic, Stamp stamp) {
        send(topic, stamp, inCompany);
    }

    private void send(String topic, Stamp stamp, KafkaProducer<byte[], byte[]> producer) {
        check();
        long number = sent.get();
        byte[] key = Long.toString(number).getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> image =
                new ProducerRecord<>(topic, key, values.get((int) (number % values.size())));
        stamp.writeTo(image.headers());
        var unused = producer.send(image, (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
        sent.set(number + 1);
    }

    /** Images handed over, to whatever topic. */
    long sent() {
        return sent.get();
    }

    /**
     * Waits until the broker has all.
     *
     * @throws IllegalStateException when one could not be sent
     */
    void flush() {
        atOnce.flush();
        inCompany.flush();
        check();
    }

    @Override
    public void close() {
        atOnce.close();
        inCompany.close();
    }

    private void check() {
        Exception first = failure.get();
        if (first != null) {
            throw new IllegalStateException("an image of the load could not be sent: " + first.getMessage(), first);
        }
    }
}
