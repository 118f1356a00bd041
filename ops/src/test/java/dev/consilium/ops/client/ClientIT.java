package dev.consilium.ops.client;

import static dev.consilium.ops.PredictionFixture.opinion;
import static dev.consilium.ops.PredictionFixture.prediction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.avro.Image;
import dev.consilium.ops.CommittedTopics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ClientIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private CommittedTopics kafka;

    @BeforeEach
    void createTopics(TestInfo test) {
        kafka = new CommittedTopics(test.getTestMethod().orElseThrow().getName() + "-");
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void shouldSendAFolderWithItsClassesAsLabels(@TempDir Path folder) throws Exception {
        // Given
        write(folder.resolve("cat/one.png"), "a cat");
        write(folder.resolve("dog/two.png"), "a dog");

        // When
        int status = run(
                new ProduceCommand(),
                folder.toString(),
                "--topic",
                kafka.topics().images());

        // Then
        assertThat(status).isZero();
        Map<String, Image> sent = images(2);
        assertThat(sent.values())
                .extracting(image -> image.getAttributes().get("label"), ClientIT::text)
                .containsExactlyInAnyOrder(tuple("cat", "a cat"), tuple("dog", "a dog"));
        assertThat(out.toString())
                .startsWith("2 images sent to " + kafka.topics().images());
    }

    @Test
    void shouldSendListedFilesAndNameTheMissingOne(@TempDir Path folder) throws Exception {
        // Given
        Path image = write(folder.resolve("one.jpg"), "one");
        Path list = write(folder.resolve("list.txt"), image + "\tcat\n\n" + folder.resolve("missing.jpg") + "\n");

        // When
        int status = run(
                new ProduceCommand(), list.toString(), "--topic", kafka.topics().images());

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(errors.toString()).contains("there is no file " + folder.resolve("missing.jpg"));
        Map<String, Image> sent = images(1);
        assertThat(sent.get(image.toString()).getAttributes()).isEqualTo(Map.of("label", "cat"));
    }

    @Test
    void shouldBeginAgainUntilTheLimit(@TempDir Path folder) throws Exception {
        // Given
        write(folder.resolve("one.png"), "one");
        write(folder.resolve("two.png"), "two");

        // When
        int status = run(
                new ProduceCommand(),
                folder.toString(),
                "--loop",
                "--limit",
                "5",
                "--topic",
                kafka.topics().images());

        // Then
        assertThat(status).isZero();
        assertThat(images(5).keySet())
                .containsExactlyInAnyOrder("one.png", "two.png", "one.png~2", "two.png~2", "one.png~3");
    }

    @Test
    void shouldWatchCommittedPredictionsAsJson() throws Exception {
        // Given
        kafka.abort(prediction(0, Map.of(), opinion("pets", "v1", "aborted", 0.9f)));
        kafka.commit(
                prediction(
                        0,
                        Map.of("label", "cat"),
                        opinion("pets", "v1", "cat", 0.9f),
                        opinion("cars", "v3", "car", 0.5f)),
                prediction(1, Map.of(), opinion("pets", "v1", "dog", 0.75f)));

        // When
        int status = run(
                new WatchCommand(),
                "--json",
                "--from-beginning",
                "--limit",
                "2",
                "--topic",
                kafka.topics().predictions());

        // Then
        assertThat(status).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.get("className").asText()).isEqualTo("cat");
        assertThat(first.get("attributes").get("label").asText()).isEqualTo("cat");
        assertThat(first.get("consultation").get(1).get("version").asText()).isEqualTo("v3");
        assertThat(first.get("source").get("offset").asLong()).isZero();
        assertThat(new ObjectMapper().readTree(lines.get(1)).get("confidence").asDouble())
                .isEqualTo(0.75);
    }

    @Test
    void shouldSayHowRightThePredictionsAre() {
        // Given
        kafka.commit(
                prediction(0, Map.of("label", "cat"), opinion("pets", "v1", "cat", 0.9f)),
                prediction(1, Map.of("label", "cat"), opinion("pets", "v1", "dog", 0.8f)));

        // When
        run(
                new WatchCommand(),
                "--from-beginning",
                "--limit",
                "2",
                "--topic",
                kafka.topics().predictions());

        // Then
        assertThat(out.toString().lines())
                .containsExactly(
                        "cat            0.900  pets@v1  image-0  right",
                        "dog            0.800  pets@v1  image-1  WRONG, it is cat",
                        "2 predictions, accuracy 50.0 % (latest 1,000: 50.0 %)");
    }

    private int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    errors.write(String.valueOf(failure.getMessage()));
                    return 1;
                })
                .execute(kafka.options(arguments));
    }

    private Map<String, Image> images(int expected) {
        Map<String, Image> found = new HashMap<>();
        TopicPartition partition = new TopicPartition(kafka.topics().images(), 0);
        try (KafkaConsumer<byte[], Image> consumer = new KafkaConsumer<>(
                kafka.connection().client(),
                new ByteArrayDeserializer(),
                kafka.connection().serde(Image.class).deserializer())) {
            consumer.assign(Set.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> found.put(record.value().getId(), record.value()));
                return found.size() >= expected;
            });
        }
        assertThat(found).hasSize(expected);
        return found;
    }

    private static String text(Image image) {
        return StandardCharsets.UTF_8.decode(image.getContent().duplicate()).toString();
    }

    private static Path write(Path file, String text) throws Exception {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
