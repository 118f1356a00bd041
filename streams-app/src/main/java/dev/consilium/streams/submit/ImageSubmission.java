package dev.consilium.streams.submit;

import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.schemas.DeadLetterHeaders;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.streams.topology.ImagesFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;

/**
 * Puts images on their topic as any producer does, and reads their committed outcomes as any consumer does: they take the
 * way of all images, and whichever instance has the partition answers.
 *
 * <p>Any thread, which waits for the answer; at most {@value #MOST_AT_ONCE} at once. Clients are made when the first image comes, and
 * fetch nothing between images.
 */
public final class ImageSubmission implements AutoCloseable {

    static final int MOST_AT_ONCE = 4;

    private static final Duration BROKER_ANSWERS_WITHIN = Duration.ofSeconds(5);
    private static final int ROOM_FOR_THE_RECORD = 16 * 1024;

    private final Connection connection;
    private final Topics topics;
    private final ImagesFormat format;
    private final SubmissionSettings settings;
    private final Serde<Image> images;
    private final Serde<Prediction> predictions;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final List<AnswerReader> idle = new ArrayList<>();
    private Optional<Producer<byte[], byte[]>> producer = Optional.empty();
    private boolean closed;

    public ImageSubmission(Connection connection, Topics topics, ImagesFormat format, SubmissionSettings settings) {
        this.connection = connection;
        this.topics = topics;
        this.format = format;
        this.settings = settings;
        this.images = connection.serde(Image.class);
        this.predictions = connection.serde(Prediction.class);
    }

    public SubmissionSettings settings() {
        return settings;
    }

    /**
     * Asks all specialists about one image file.
     *
     * @param headers of its record
     * @throws KafkaException when the broker or the registry does not take it
     */
    public Answer submit(byte[] content, Map<String, String> headers) throws InterruptedException {
        if (!places.tryAcquire()) {
            return new Answer.Busy();
        }
        try {
            return submitWith(reader(), content, headers);
        } finally {
            places.release();
        }
    }

    private Answer submitWith(AnswerReader reader, byte[] content, Map<String, String> headers)
            throws InterruptedException {
        boolean sound = false;
        try {
            Answer answer = ask(content, headers, reader);
            reader.rest();
            sound = true;
            return answer;
        } finally {
            // After a failure it is in whatever state: the next image gets another one.
            if (sound) {
                keep(reader);
            } else {
                reader.close();
            }
        }
    }

    private Answer ask(byte[] content, Map<String, String> headers, AnswerReader reader) throws InterruptedException {
        String id = "page-" + UUID.randomUUID();
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        Producer<byte[], byte[]> sender = producer();
        int partition = ThreadLocalRandom.current()
                .nextInt(sender.partitionsFor(topics.images()).size());
        byte[] value = value(id, content);
        ProducerRecord<byte[], byte[]> image = new ProducerRecord<>(topics.images(), partition, key, value);
        headers.forEach((name, text) -> image.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        reader.standAtTheEnd(partition, BROKER_ANSWERS_WITHIN);
        long start = System.nanoTime();
        send(sender, image);
        Optional<ConsumerRecord<byte[], byte[]>> outcome =
                reader.await(key, start + settings.answerWithin().toNanos());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return outcome.map(record -> answer(record, took))
                .orElseGet(() -> new Answer.Late(id, settings.answerWithin()));
    }

    private Answer answer(ConsumerRecord<byte[], byte[]> outcome, Duration took) {
        if (outcome.topic().equals(topics.predictions())) {
            return new Answer.Predicted(
                    predictions.deserializer().deserialize(outcome.topic(), outcome.headers(), outcome.value()), took);
        }
        Header reason = outcome.headers().lastHeader(DeadLetterHeaders.MESSAGE);
        return new Answer.Buried(reason == null ? "" : new String(reason.value(), StandardCharsets.UTF_8), took);
    }

    /** Its type is left to be found out: what a browser says comes from the file's name. */
    private byte[] value(String id, byte[] content) {
        return format == ImagesFormat.RAW
                ? content
                : images.serializer()
                        .serialize(
                                topics.images(), new Image(id, ByteBuffer.wrap(content), null, null, null, Map.of()));
    }

    private static void send(Producer<byte[], byte[]> sender, ProducerRecord<byte[], byte[]> image)
            throws InterruptedException {
        try {
            sender.send(image).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }

    private synchronized AnswerReader reader() {
        requireOpen();
        return idle.isEmpty() ? new AnswerReader(connection, topics) : idle.remove(idle.size() - 1);
    }

    private synchronized void keep(AnswerReader reader) {
        if (closed) {
            reader.close();
        } else {
            idle.add(reader);
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        requireOpen();
        if (producer.isEmpty()) {
            Map<String, Object> config = connection.client();
            int patience = Math.toIntExact(BROKER_ANSWERS_WITHIN.toMillis());
            config.put(ProducerConfig.ACKS_CONFIG, "all");
            config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
            config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
            config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
            config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * patience);
            config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, settings.maxBytes() + ROOM_FOR_THE_RECORD);
            config.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
            producer = Optional.of(new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
        }
        return producer.get();
    }

    private void requireOpen() {
        if (closed) {
            throw new KafkaException("The app is being stopped");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(AnswerReader::close);
        idle.clear();
        producer.ifPresent(open -> open.close(Duration.ZERO));
        images.close();
        predictions.close();
    }
}
