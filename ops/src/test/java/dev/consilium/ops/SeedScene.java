package dev.consilium.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.ops.client.ImageProducer;
import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.streams.ConsiliumApp;
import dev.consilium.streams.config.ConsiliumConfig;
import dev.consilium.trainer.publish.PublishRequest;
import dev.consilium.trainer.publish.Publisher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The seed's two specialists, published, and 1,000 images put before them: from producer to committed predictions.
 *
 * @param connection a broker and a registry, wherever they come from
 * @param name prefix of the topics, and the app's id
 * @param cache folder of the app
 */
public record SeedScene(Connection connection, String name, Path cache) {

    private static final int IMAGE_BYTES = 32 * 32 * 3;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** What is looked at while the app serves, after it has answered all images. */
    public interface Look {
        void at(ConsiliumApp app) throws Exception;
    }

    /** The predictions, by the row of their image. */
    Map<Integer, Prediction> play() throws Exception {
        return play(app -> {});
    }

    /** The same, with a look at the app. */
    public Map<Integer, Prediction> play(Look look) throws Exception {
        try (Admin admin = connection.admin()) {
            TopicSetup.ensure(admin, topics(), 4, (short) 1);
        }
        publish(connection, topics());
        int images = produce();
        try (ConsiliumApp app = ConsiliumApp.start(config())) {
            Map<Integer, Prediction> answers = read(images);
            assertThat(app.health().ready()).isTrue();
            look.at(app);
            return answers;
        }
    }

    /** Publishes the two specialists, which serve from then on. */
    static void publish(Connection connection, Topics topics) throws IOException {
        List<SpecialistPackage> specialists = List.of(
                SpecialistPackage.read(resource("classes-0-4")), SpecialistPackage.read(resource("classes-5-9")));
        try (Publisher publisher = new Publisher(connection, topics, InstantSource.system())) {
            publisher.publish(specialists, PublishRequest.serve("test", "the seed"), Publisher.UploadProgress.NONE);
        }
    }

    public Topics topics() {
        return Topics.defaults().prefixed(name + "-");
    }

    private int produce() throws IOException {
        byte[] pixels;
        try (GZIPInputStream file = new GZIPInputStream(Files.newInputStream(resource("pixels.rgb8.gz")))) {
            pixels = file.readAllBytes();
        }
        int images = pixels.length / IMAGE_BYTES;
        try (ImageProducer producer = new ImageProducer(connection, topics().images())) {
            for (int row = 0; row < images; row++) {
                producer.send(Image.newBuilder()
                        .setId(Integer.toString(row))
                        .setContent(ByteBuffer.wrap(pixels, row * IMAGE_BYTES, IMAGE_BYTES)
                                .slice())
                        .setContentType("image/x-rgb8")
                        .setWidth(32)
                        .setHeight(32)
                        .build());
            }
            producer.flush();
        }
        return images;
    }

    private Map<Integer, Prediction> read(int images) {
        Map<String, Object> client = connection.client();
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        client.put(ConsumerConfig.GROUP_ID_CONFIG, name + "-reader");
        Map<Integer, Prediction> answers = new HashMap<>();
        try (var consumer = new KafkaConsumer<>(
                client,
                new ByteArrayDeserializer(),
                connection.serde(Prediction.class).deserializer())) {
            consumer.subscribe(List.of(topics().predictions()));
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (answers.size() < images && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record ->
                                answers.put(Integer.parseInt(record.value().getImageId()), record.value()));
            }
        }
        assertThat(answers).hasSize(images);
        return answers;
    }

    private ConsiliumConfig config() {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", connection.bootstrapServers());
        settings.put("schema.registry.url", connection.schemaRegistryUrl());
        settings.put("application.id", name);
        settings.put("topic.images", topics().images());
        settings.put("topic.predictions", topics().predictions());
        settings.put("topic.models", topics().models());
        settings.put("topic.model.artifacts", topics().modelArtifacts());
        settings.put("topic.roster", topics().roster());
        settings.put("topic.rollouts", topics().rollouts());
        settings.put("topic.dead.letters", topics().deadLetters());
        settings.put("kafka.auto.offset.reset", "earliest");
        settings.put("artifact.cache.directory", cache.toString());
        settings.put("http.port", "0");
        settings.put("trust.unsigned", "true");
        return new ConsiliumConfig(settings);
    }

    static Path resource(String name) {
        return Path.of(System.getProperty("consilium.home"), "ops/src/test/resources/seed", name);
    }
}
