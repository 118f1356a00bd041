package dev.consilium.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Prediction;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.stack.SharedStack;
import dev.consilium.streams.config.ConsiliumConfig;
import dev.consilium.streams.fixture.NodePackages;
import dev.consilium.streams.fixture.OutcomeRecord;
import dev.consilium.streams.fixture.Outcomes;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.fixture.TestTopics;
import dev.consilium.streams.roster.PublishedVersion;
import dev.consilium.streams.roster.RosterTestBed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients of {@code docs/examples}, each as a reader would run it, against an app that serves. A language whose packages are not there
 * is skipped, with a line that says so.
 */
class ClientExamplesIT {

    private static final Logger LOG = LoggerFactory.getLogger(ClientExamplesIT.class);
    private static final Path HOME = Path.of(System.getProperty("consilium.home"));
    private static final Path EXAMPLES = HOME.resolve("docs/examples");
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");
    private static final int PARTITIONS = 3;
    private static final int IMAGES = 8;

    @TempDir
    static Path folder;

    private static TestTopics topics;
    private static ConsiliumApp app;

    @BeforeAll
    static void serve() throws Exception {
        RosterTestBed bed = new RosterTestBed(SharedStack.get(), folder.resolve("cache"));
        topics = new TestTopics(SharedStack.get().bootstrapServers(), bed.topics(), PARTITIONS);
        NewPartitions more = NewPartitions.increaseTo(PARTITIONS);
        try (Admin admin = TestTopics.admin(topics.bootstrapServers());
                TestImages images = new TestImages(topics, SharedStack.get().schemaRegistryUrl())) {
            admin.createPartitions(Map.of(
                            topics.names().images(), more,
                            topics.names().predictions(), more,
                            topics.names().deadLetters(), more))
                    .all()
                    .get();
            images.bytes(TestImages.black("registers the schema as our own producers do"));
        }
        bed.publish(
                PublishedVersion.good(TinyModule.LOW, "low", "v1", 0),
                PublishedVersion.good(TinyModule.HIGH, "high", "v1", 10));
        Map<String, String> settings = bed.appSettings();
        settings.put("trust.unsigned", "true");
        app = ConsiliumApp.start(new ConsiliumConfig(settings));
        await().atMost(Duration.ofSeconds(30)).until(() -> app.health().ready());
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void shouldPrintEveryAnswerInJava() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path example = EXAMPLES.resolve("ClassifyFolder.java");

        shouldPrintEveryAnswer(
                "java",
                new ProcessBuilder(java.toString(), "-cp", System.getProperty("java.class.path"), example.toString()));
    }

    @Test
    void shouldPrintEveryAnswerInPython() throws Exception {
        Path example = EXAMPLES.resolve("classify_folder.py");
        Optional<String> python = python();
        assumeThat(python)
                .as(
                        "SKIPPED: the Python client is not tested, none of %s has confluent_kafka, avro and requests",
                        PYTHONS)
                .isPresent();

        shouldPrintEveryAnswer("python", new ProcessBuilder(python.get(), example.toString()));
    }

    @Test
    void shouldPrintEveryAnswerInJavaScript() throws Exception {
        Path example = EXAMPLES.resolve("classify_folder.js");
        NodePackages packages =
                NodePackages.install(EXAMPLES.resolve("package.json"), HOME.resolve("streams-app/target/examples"));
        if (!packages.missing().isEmpty()) {
            LOG.warn("The JavaScript client is not tested: {}", packages.missing());
        }
        assumeThat(packages.missing())
                .as("SKIPPED: the JavaScript client is not tested")
                .isEmpty();

        shouldPrintEveryAnswer("javascript", packages.node(example));
    }

    /** @param client what runs the example, without its arguments */
    private static void shouldPrintEveryAnswer(String language, ProcessBuilder client) throws Exception {
        // Given
        Path pictures = pictures(language);
        client.command()
                .addAll(List.of(
                        topics.bootstrapServers(),
                        SharedStack.get().schemaRegistryUrl(),
                        pictures.toString(),
                        topics.names().images().replaceFirst("images$", "")));

        // When
        List<String> printed = run(client).lines().toList();

        // Then
        try (Outcomes outcomes = new Outcomes(topics, SharedStack.get().schemaRegistryUrl())) {
            List<OutcomeRecord> answers = await().atMost(Duration.ofSeconds(30))
                    .until(() -> of(language, outcomes), found -> found.size() == IMAGES + 1);
            assertThat(answers).allSatisfy(answer -> {
                assertThat(printed).containsOnlyOnce(line(answer, outcomes));
                assertThat(answer.record().partition())
                        .as("Java's producer sends the key to the same partition")
                        .isEqualTo(
                                Utils.toPositive(Utils.murmur2(answer.record().key())) % PARTITIONS);
            });
            assertThat(answers).filteredOn(OutcomeRecord::prediction).hasSize(IMAGES);
            assertThat(registeredVersions())
                    .as("all languages share one schema id")
                    .isEqualTo("[1]");
        }
    }

    /** Images, a file that is none, and a folder. */
    private static Path pictures(String language) throws IOException {
        Path pictures = Files.createDirectory(folder.resolve(language));
        for (int i = 0; i < IMAGES; i++) {
            Files.write(pictures.resolve(language + " " + i + ".png"), TestImages.encoded("png", i));
        }
        Files.writeString(pictures.resolve(language + " notes.txt"), "no image");
        Files.createDirectory(pictures.resolve("more"));
        return pictures;
    }

    private static List<OutcomeRecord> of(String language, Outcomes outcomes) {
        return outcomes.seen().stream()
                .filter(outcome -> file(outcome).startsWith(language + " "))
                .toList();
    }

    /** What follows the run in an image's key. */
    private static String file(OutcomeRecord outcome) {
        return new String(outcome.record().key(), StandardCharsets.UTF_8).split("/", 2)[1];
    }

    /** What the client should have printed. */
    private static String line(OutcomeRecord answer, Outcomes outcomes) {
        if (!answer.prediction()) {
            return file(answer) + ": no prediction: " + answer.header("__streams.errors.message");
        }
        Prediction prediction = outcomes.prediction(answer.record());
        return String.format(
                Locale.ROOT,
                "%s: %s (%.3f by %s@%s, %s)",
                file(answer),
                prediction.getClassName(),
                prediction.getConfidence(),
                prediction.getSpecialist(),
                prediction.getVersion(),
                prediction.getOutcome());
    }

    private static String registeredVersions() throws IOException, InterruptedException {
        URI versions = URI.create(SharedStack.get().schemaRegistryUrl() + "/subjects/"
                + topics.names().images() + "-value/versions");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(versions).build(), BodyHandlers.ofString())
                .body();
    }

    private static Optional<String> python() throws Exception {
        for (String python : PYTHONS) {
            try {
                run(new ProcessBuilder(python, "-c", "import avro.io, confluent_kafka.schema_registry"));
                return Optional.of(python);
            } catch (IOException e) {
                LOG.warn("{} cannot run the Python client: {}", python, e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** What it said; an IOException with that when it failed. */
    private static String run(ProcessBuilder command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        Process process =
                command.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        if (!ended || process.waitFor() != 0) {
            throw new IOException((ended ? "failed: " : "not done within two minutes: ") + Files.readString(said));
        }
        return Files.readString(said);
    }
}
