package dev.consilium.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.ops.client.ImageProducer;
import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.stack.SharedStack;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The topology answers as the blog post's infer_image does, with PyTorch in Python, on the same pixels. How the fixture
 * was made is said beside it.
 */
class SeedFidelityIT {

    private static final int IMAGE_BYTES = 32 * 32 * 3;
    private static final float SAME = 1e-4f;

    @TempDir
    static Path cache;

    private static final Map<Integer, Prediction> ANSWERS = new HashMap<>();
    private static List<Expected> expected = List.of();

    /** One row of what PyTorch says. */
    private record Expected(int row, String specialist, int classIndex, float max1, float max2, boolean near) {

        static Expected parse(String line) {
            String[] fields = line.split(",");
            return new Expected(
                    Integer.parseInt(fields[0]),
                    fields[1],
                    Integer.parseInt(fields[2]),
                    Float.parseFloat(fields[3]),
                    Float.parseFloat(fields[4]),
                    fields[5].equals("1"));
        }
    }

    @BeforeAll
    static void consult() throws Exception {
        expected = Files.readAllLines(resource("expected.csv")).stream()
                .skip(1)
                .map(Expected::parse)
                .toList();
        Topics topics = Topics.defaults().prefixed("seed-");
        Connection connection = Connection.to(
                SharedStack.get().bootstrapServers(), SharedStack.get().schemaRegistryUrl());
        try (Admin admin = connection.admin()) {
            TopicSetup.ensure(admin, topics, 4, (short) 1);
        }
        List<SpecialistPackage> specialists = List.of(
                SpecialistPackage.read(resource("classes-0-4")), SpecialistPackage.read(resource("classes-5-9")));
        new Publisher(connection, topics, InstantSource.system())
                .publish(specialists, PublishRequest.serve("test", "fidelity"), Publisher.UploadProgress.NONE);
        produce(connection, topics);
        try (ConsiliumApp app = ConsiliumApp.start(config(connection, topics))) {
            read(connection, topics);
            assertThat(app.health().ready()).isTrue();
        }
    }

    @Test
    void shouldAnswerAsPyTorchDoesIncludingTies() {
        assertThat(expected).filteredOn(row -> row.max1() == row.max2()).hasSizeGreaterThan(10);
        for (Expected row : expected) {
            if (!row.near()) {
                Prediction answer = ANSWERS.get(row.row());
                assertThat(answer.getSpecialist()).as("row %d", row.row()).isEqualTo(row.specialist());
                assertThat(answer.getClassIndex()).as("row %d", row.row()).isEqualTo(row.classIndex());
            }
        }
    }

    @Test
    void shouldBeAsSureAsPyTorch() {
        for (Expected row : expected) {
            Prediction answer = ANSWERS.get(row.row());
            assertThat(answer.getConsultation().get(0).getConfidence())
                    .as("row %d, first specialist", row.row())
                    .isCloseTo(row.max1(), within(SAME));
            assertThat(answer.getConsultation().get(1).getConfidence())
                    .as("row %d, second specialist", row.row())
                    .isCloseTo(row.max2(), within(SAME));
        }
    }

    private static void produce(Connection connection, Topics topics) throws IOException {
        byte[] pixels;
        try (GZIPInputStream file = new GZIPInputStream(Files.newInputStream(resource("pixels.rgb8.gz")))) {
            pixels = file.readAllBytes();
        }
        try (ImageProducer producer = new ImageProducer(connection, topics.images())) {
            for (int row = 0; row < pixels.length / IMAGE_BYTES; row++) {
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
    }

    private static void read(Connection connection, Topics topics) {
        Map<String, Object> client = connection.client();
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        client.put(ConsumerConfig.GROUP_ID_CONFIG, "seed-fidelity-reader");
        try (var consumer = new KafkaConsumer<>(
                client,
                new ByteArrayDeserializer(),
                connection.serde(Prediction.class).deserializer())) {
            consumer.subscribe(List.of(topics.predictions()));
            long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (ANSWERS.size() < expected.size() && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record ->
                                ANSWERS.put(Integer.parseInt(record.value().getImageId()), record.value()));
            }
        }
        assertThat(ANSWERS).hasSameSizeAs(expected);
    }

    private static ConsiliumConfig config(Connection connection, Topics topics) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", connection.bootstrapServers());
        settings.put("schema.registry.url", connection.schemaRegistryUrl());
        settings.put("application.id", "seed-fidelity");
        settings.put("topic.images", topics.images());
        settings.put("topic.predictions", topics.predictions());
        settings.put("topic.models", topics.models());
        settings.put("topic.model.artifacts", topics.modelArtifacts());
        settings.put("topic.roster", topics.roster());
        settings.put("topic.rollouts", topics.rollouts());
        settings.put("topic.dead.letters", topics.deadLetters());
        settings.put("kafka.auto.offset.reset", "earliest");
        settings.put("artifact.cache.directory", cache.toString());
        settings.put("http.enabled", "false");
        return new ConsiliumConfig(settings);
    }

    private static Path resource(String name) {
        return Path.of(System.getProperty("consilium.home"), "ops/src/test/resources/seed", name);
    }
}
