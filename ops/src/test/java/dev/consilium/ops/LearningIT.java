package dev.consilium.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.avro.Image;
import dev.consilium.ops.client.ImageProducer;
import dev.consilium.schemas.history.PredictionRecords;
import dev.consilium.streams.ConsiliumApp;
import dev.consilium.streams.config.ConsiliumConfig;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.data.LabelledImages;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Image, prediction, label, next version, roll-out: real images through the real app, by the commands that a person would give. */
class LearningIT {
    private static final Path DEMO_DATA = Path.of(System.getProperty("consilium.home"), "ops", "demo-data");
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int IMAGES = 2_000;

    private final CommittedTopics kafka = new CommittedTopics("learning-");
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir
    Path folder;

    private Path config;

    @BeforeEach
    void write() throws Exception {
        config = folder.resolve("client.properties");
        StringBuilder lines = new StringBuilder();
        kafka.topicSettings()
                .forEach((key, value) ->
                        lines.append(key).append('=').append(value).append('\n'));
        Files.writeString(config, lines);
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void shouldLearnFromWhatItWasUnsureOf() throws Exception {
        // Given: specialists that were trained for a moment, and what they say to images that nobody has labelled
        Path v1 = folder.resolve("v1");
        run("train", "--plan", "low=0-4;high=5-9", "--version", "v1", "--out", v1.toString());
        run("publish", v1.toString());
        LabelledImages images = DataSet.open(DEMO_DATA).training();
        try (ConsiliumApp app = ConsiliumApp.start(settings())) {
            await().atMost(LIMIT).until(() -> app.health().ready());
            send(images);
            await().atMost(LIMIT).until(() -> predictions() == IMAGES);

            // When: a person labels what abstained or was decided by little, and the next version is rolled out
            Path v2 = folder.resolve("v2");
            Path toLabel = folder.resolve("to-label");
            run("data", "unlabelled", "--max-images", "800", "--out", toLabel.toString());
            Path labels = label(toLabel.resolve("labels.csv"), images);
            run(
                    "train",
                    "--from-topic",
                    kafka.topics().predictions(),
                    "--labels",
                    labels.toString(),
                    "--from",
                    v1.toString(),
                    "--version",
                    "v2",
                    "--out",
                    v2.toString());
            run("publish", v2.toString(), "--wait");

            // Then
            assertThat(app.roster().specialists())
                    .extracting(one -> String.valueOf(one.serving()))
                    .containsOnly("v2");
            Path figures = folder.resolve("figures.json");
            run("evaluate", "--against", v1.toString(), "--json", figures.toString());
            JsonNode routed = new ObjectMapper()
                    .readTree(figures.toFile())
                    .get("comparison")
                    .get("routed");
            assertThat(routed.get("interval").get(0).asDouble())
                    .as("of %s", routed)
                    .isPositive();
        }
    }

    private void run(String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--command-config", config.toString()));
        if (List.of("train", "evaluate").contains(command[0])) {
            all.addAll(List.of("--data", DEMO_DATA.toString()));
        }
        if (command[0].equals("train")) {
            all.addAll(List.of("--limit", "300", "--epochs", "2", "--no-report"));
        }
        int code = Consilium.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .execute(kafka.options(all.toArray(String[]::new)));
        assertThat(code).as("%s: %s%s", all, out, errors).isZero();
    }

    private void send(LabelledImages images) throws Exception {
        try (ImageProducer producer =
                new ImageProducer(kafka.connection(), kafka.topics().images())) {
            for (int i = 0; i < IMAGES; i++) {
                producer.send(Image.newBuilder(images.image(i))
                        .setId(Integer.toString(i))
                        .build());
            }
            producer.flush();
        }
    }

    private long predictions() {
        AtomicLong count = new AtomicLong();
        try (PredictionRecords records =
                new PredictionRecords(kafka.connection(), kafka.topics().predictions())) {
            records.stretches(Optional.empty())
                    .forEach(stretch -> records.read(stretch, any -> count.incrementAndGet()));
        }
        return count.get();
    }

    /** In a person's place: the id is the image's number, which tells the truth. */
    private static Path label(Path list, LabelledImages images) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            boolean header = lines.isEmpty();
            lines.add(header ? line : line + images.label(Integer.parseInt(line.substring(0, line.indexOf(',')))));
        }
        return Files.write(list, lines);
    }

    private ConsiliumConfig settings() {
        Map<String, String> settings = new HashMap<>(kafka.topicSettings());
        settings.put("bootstrap.servers", kafka.connection().bootstrapServers());
        settings.put("schema.registry.url", kafka.connection().schemaRegistryUrl());
        settings.put("application.id", "learning");
        settings.put("artifact.cache.directory", folder.resolve("cache").toString());
        settings.put("http.enabled", "false");
        settings.put("trust.unsigned", "true");
        // Of those that it is unsure of, some abstain.
        settings.put("abstain.below", "0.6");
        return new ConsiliumConfig(settings);
    }
}
