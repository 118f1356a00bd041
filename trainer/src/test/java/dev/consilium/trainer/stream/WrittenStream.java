package dev.consilium.trainer.stream;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Image;
import dev.consilium.avro.Outcome;
import dev.consilium.avro.Prediction;
import dev.consilium.avro.Source;
import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Images and their predictions on two partitions, as producers and the app write them. */
public final class WrittenStream implements AutoCloseable {
    /** When answers are decided if nothing else is said: within every retention. */
    public static final Instant AN_HOUR_AGO = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);

    private final Connection connection;
    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;

    public WrittenStream(Connection connection, Topics topics) {
        this.connection = connection;
        this.topics = topics;
        try (Admin admin = connection.admin()) {
            TopicSetup.ensure(admin, topics, 2, (short) 1);
        }
        Map<String, Object> config = connection.client();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topics.predictions());
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    /** An image of one colour, and where it stands. */
    public Source image(int partition, String id) throws Exception {
        byte[] rgb = new byte[2 * 2 * 3];
        Arrays.fill(rgb, (byte) id.hashCode());
        return image(partition, new Image(id, ByteBuffer.wrap(rgb), "image/x-rgb8", 2, 2, Map.of()));
    }

    public Source image(int partition, Image image) throws Exception {
        try (var serde = connection.serde(Image.class)) {
            return value(partition, serde.serializer().serialize(topics.images(), image));
        }
    }

    /** All of them at once, on both partitions in turn. */
    public List<Source> images(List<Image> images) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        producer.beginTransaction();
        try (var serde = connection.serde(Image.class)) {
            for (Image image : images) {
                byte[] value = serde.serializer().serialize(topics.images(), image);
                sent.add(producer.send(new ProducerRecord<>(topics.images(), sent.size() % 2, null, value)));
            }
        }
        producer.commitTransaction();
        List<Source> sources = new ArrayList<>();
        for (Future<RecordMetadata> each : sent) {
            sources.add(new Source(
                    topics.images(), each.get().partition(), each.get().offset()));
        }
        return sources;
    }

    /** Any bytes in the place of an image. */
    public Source value(int partition, byte[] bytes) throws Exception {
        producer.beginTransaction();
        var sent = producer.send(new ProducerRecord<>(topics.images(), partition, null, bytes));
        producer.commitTransaction();
        return new Source(topics.images(), partition, sent.get().offset());
    }

    public void commit(Prediction.Builder... predictions) {
        write(predictions);
        producer.commitTransaction();
    }

    public void abort(Prediction.Builder... predictions) {
        write(predictions);
        producer.flush();
        producer.abortTransaction();
    }

    /** Removes what stands before it, as retention does. */
    public void remove(Source before) throws Exception {
        try (Admin admin = connection.admin()) {
            admin.deleteRecords(Map.of(
                            new TopicPartition(before.getTopic(), before.getPartition()),
                            RecordsToDelete.beforeOffset(before.getOffset())))
                    .all()
                    .get();
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private void write(Prediction.Builder... predictions) {
        producer.beginTransaction();
        try (var serde = connection.serde(Prediction.class)) {
            for (Prediction.Builder builder : predictions) {
                Prediction prediction = builder.build();
                var unused = producer.send(new ProducerRecord<>(
                        topics.predictions(),
                        prediction.getSource().getPartition() % 2,
                        prediction.getDecidedAt().toEpochMilli(),
                        null,
                        serde.serializer().serialize(topics.predictions(), prediction)));
            }
        }
    }

    /** By specialists of these confidences; class 0 wins. */
    public static Prediction.Builder answer(String imageId, Source source, double... confidences) {
        List<Confidence> opinions = new ArrayList<>();
        for (double confidence : confidences) {
            opinions.add(Confidence.newBuilder()
                    .setSpecialist("s" + opinions.size())
                    .setVersion("v1")
                    .setArtifact("0123456789ab")
                    .setClassIndex(opinions.size())
                    .setClassName("class-" + opinions.size())
                    .setConfidence((float) confidence)
                    .build());
        }
        return Prediction.newBuilder()
                .setImageId(imageId)
                .setClassIndex(0)
                .setClassName("class-0")
                .setConfidence((float) confidences[0])
                .setSpecialist("s0")
                .setVersion("v1")
                .setOutcome(Outcome.DECIDED)
                .setConsultation(opinions)
                .setDecidedAt(AN_HOUR_AGO)
                .setSource(source);
    }

    /** The same, of an image whose attributes say what it shows. */
    public static Prediction.Builder labelled(String label, String imageId, Source source, double... confidences) {
        return answer(imageId, source, confidences).setAttributes(Map.of("label", label));
    }
}
