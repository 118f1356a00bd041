package dev.consilium.ops.deadletters;

import static dev.consilium.ops.deadletters.DeadLettersFixture.image;
import static dev.consilium.ops.deadletters.DeadLettersFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.schemas.history.PredictionRecords;
import dev.consilium.schemas.history.Stretch;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.streams.ConsiliumApp;
import dev.consilium.streams.config.ConsiliumConfig;
import dev.consilium.trainer.publish.PublishRequest;
import dev.consilium.trainer.publish.Publisher;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad images through a real app, looked at, exported, and sent again after what was wrong has been put right. */
class DeadLettersIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SEED = "ops/src/test/resources/seed/classes-0-4";

    @TempDir
    Path folder;

    private DeadLettersFixture letters;

    @BeforeEach
    void publish() throws Exception {
        letters = new DeadLettersFixture("dead-letters-", folder);
        SpecialistPackage specialist = SpecialistPackage.read(
                Path.of(System.getProperty("consilium.home")).resolve(SEED));
        try (Publisher publisher =
                new Publisher(letters.kafka.connection(), letters.kafka.topics(), InstantSource.system())) {
            publisher.publish(List.of(specialist), PublishRequest.serve("tester", ""), Publisher.UploadProgress.NONE);
        }
    }

    @AfterEach
    void close() {
        letters.close();
    }

    @Test
    void shouldAnswerOnceWhatWasRepairedAndReplayed() throws Exception {
        // Given: an app that takes small images alone, and of four records one that it can answer
        byte[] broken = Arrays.copyOf(encoded("jpg", 16), 300);
        byte[] large = encoded("png", 64);
        send("small", letters.bytes(image("small", encoded("png", 8))));
        send("broken", letters.bytes(image("broken", broken)));
        send("large", letters.bytes(image("large", large)));
        send("text", utf8("no image at all"));
        try (ConsiliumApp app = ConsiliumApp.start(settings("1000"))) {
            await().atMost(LIMIT).until(() -> deadLetters() == 3 && predicted().contains("small"));
            assertThat(app.health().live()).isTrue();
        }

        // When, then: they are counted by reason
        Path json = folder.resolve("list.json");
        assertThat(letters.run(new ListDeadLetters(), "--each", "--json", json.toString()))
                .as(letters.errors)
                .isZero();
        assertThat(letters.out)
                .contains("3 dead letters on " + letters.kafka.topics().deadLetters())
                .containsPattern("@\\d+\t.*images-0-\\d+\tbroken\tBadImageException\ttruncated: .*\topen");
        JsonNode reasons = new ObjectMapper().readTree(json.toFile()).get("reasons");
        assertThat(reasons.get(0).get("reason").asText()).isEqualTo("BadImageException");
        assertThat(reasons.get(0).get("deadLetters").asInt()).isEqualTo(2);

        // When, then: their files are what was sent
        Path exported = folder.resolve("exported");
        assertThat(letters.run(new ExportDeadLetters(), "--to", exported.toString()))
                .as(letters.errors)
                .isZero();
        Map<String, JsonNode> lines = new HashMap<>();
        for (String line : Files.readAllLines(exported.resolve(ImageFolder.LIST))) {
            JsonNode one = new ObjectMapper().readTree(line);
            lines.put(one.get("imageId").asText(), one);
        }
        assertThat(lines.keySet()).containsExactlyInAnyOrder("broken", "large", "text");
        assertThat(file(exported, lines.get("broken"), ".jpg")).isEqualTo(broken);
        assertThat(file(exported, lines.get("large"), ".png")).isEqualTo(large);
        assertThat(file(exported, lines.get("text"), ".bin")).isEqualTo(utf8("no image at all"));
        assertThat(letters.run(new ExportDeadLetters(), "--to", exported.toString()))
                .isEqualTo(1);
        assertThat(letters.errors).contains("is not empty");

        // When: the limit is raised, and one is replayed, by a command that is killed and then twice by others
        try (ConsiliumApp app = ConsiliumApp.start(settings("4MiB"));
                KilledReplay killed = new KilledReplay()) {
            assertThat(letters.run(killed, "--image-id", "large")).isEqualTo(1);
            assertThat(letters.run(new ReplayDeadLetters(), "--image-id", "large"))
                    .as(letters.errors)
                    .isZero();
            assertThat(letters.run(new ReplayDeadLetters(), "--image-id", "large"))
                    .isZero();

            // And: then all that are left
            assertThat(letters.run(new ReplayDeadLetters(), "--all")).isZero();
            await().atMost(LIMIT).until(() -> deadLetters() == 5 && predicted().contains("large"));
            assertThat(app.health().live()).isTrue();
        }

        // Then: what was repaired is answered once, what is broken still is a new dead letter
        assertThat(predicted()).containsExactly("small", "large");
        assertThat(letters.images()).hasSize(4 + 3);
    }

    private void send(String key, byte[] value) {
        letters.kafka.commit(new ProducerRecord<>(letters.kafka.topics().images(), 0, utf8(key), value));
    }

    private int deadLetters() {
        return letters.records(letters.kafka.topics().deadLetters()).size();
    }

    private List<String> predicted() {
        List<String> ids = new ArrayList<>();
        try (PredictionRecords records = new PredictionRecords(
                letters.kafka.connection(), letters.kafka.topics().predictions())) {
            for (Stretch stretch : records.stretches(Optional.empty())) {
                records.read(stretch, prediction -> ids.add(prediction.getImageId()));
            }
        }
        return ids;
    }

    private ConsiliumConfig settings(String largestImage) {
        Map<String, String> settings = new HashMap<>(letters.kafka.topicSettings());
        settings.put("bootstrap.servers", letters.kafka.connection().bootstrapServers());
        settings.put("schema.registry.url", letters.kafka.connection().schemaRegistryUrl());
        settings.put("application.id", "dead-letters");
        settings.put("artifact.cache.directory", folder.resolve("cache").toString());
        settings.put("image.max.size", largestImage);
        settings.put("http.enabled", "false");
        settings.put("trust.unsigned", "true");
        return new ConsiliumConfig(settings);
    }

    private static byte[] file(Path folder, JsonNode line, String extension) throws Exception {
        assertThat(line.get("file").asText()).endsWith(extension);
        return Files.readAllBytes(folder.resolve(line.get("file").asText()));
    }

    private static byte[] encoded(String format, int side) throws Exception {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(side);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(image, format, file);
        return file.toByteArray();
    }
}
