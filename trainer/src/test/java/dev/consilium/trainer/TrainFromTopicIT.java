package dev.consilium.trainer;

import static dev.consilium.trainer.stream.WrittenStream.labelled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.avro.Source;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.data.LabelledImages;
import dev.consilium.trainer.publish.Commands;
import dev.consilium.trainer.stream.WrittenStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, against a real topic, on images that are learnt in a second. */
class TrainFromTopicIT {
    private static final int STREAMED = 60;
    private static final String PLAN = "low=0-2;high=3-5";

    @TempDir
    static Path folder;

    private static final Commands commands = new Commands();
    private static Path data;

    @BeforeAll
    static void write() throws Exception {
        data = TinyData.write(folder.resolve("data"), 6, STREAMED, 30);
        LabelledImages images = DataSet.open(data).training();
        List<Image> sent = new ArrayList<>();
        for (int i = 0; i < STREAMED; i++) {
            sent.add(images.image(i));
        }
        try (WrittenStream written = new WrittenStream(commands.connection(), commands.topics())) {
            List<Source> sources = written.images(sent);
            Prediction.Builder[] predictions = new Prediction.Builder[STREAMED];
            for (int i = 0; i < STREAMED; i++) {
                String label = Integer.toString(images.label(i));
                predictions[i] = labelled(label, sent.get(i).getId(), sources.get(i), 0.5 + i / 200.0, 0.5);
            }
            written.commit(predictions);
        }
        assertThat(train("v1", "--data", data.toString(), "--plan", PLAN)).isZero();
    }

    @Test
    void shouldRepeatToTheByteForTheSameRecords() throws IOException {
        // Given
        Path v1 = folder.resolve("v1");

        // When: what the classes are and who knows them is as in v1
        assertThat(trainFromTopic("once", "--from", v1.toString(), "--version", "v2"))
                .as(commands.failure())
                .isZero();
        assertThat(trainFromTopic("again", "--from", v1.toString(), "--version", "v2"))
                .isZero();
        assertThat(trainFromTopic("fewer", "--from", v1.toString(), "--max-images", "50"))
                .isZero();

        // Then
        assertThat(module("again")).isEqualTo(module("once"));
        assertThat(module("fewer")).isNotEqualTo(module("once"));
        SpecialistVersion manifest =
                SpecialistPackage.read(folder.resolve("once/high")).manifest();
        assertThat(manifest.getVersion()).isEqualTo("v2");
        assertThat(manifest.getClasses()).extracting(each -> each.getIndex()).containsExactly(3, 4, 5);
        assertThat(manifest.getRecipe()).containsEntry("continuedFrom", "v1");
    }

    @Test
    void shouldAddTheStreamToADataSet() throws IOException {
        // When
        int code = trainFromTopic("both", "--data", data.toString(), "--limit", "12", "--plan", PLAN);

        // Then: measured on the data set's test part
        assertThat(code).as(commands.failure()).isZero();
        assertThat(commands.output()).contains("taken: 60 images", "Reading 72 images");
        assertThat(SpecialistPackage.read(folder.resolve("both/low")).manifest().getMetrics())
                .containsEntry("heldOutImages", 15.0);
    }

    @Test
    void shouldAskWhoServesWhatTheClassesAre() throws IOException {
        // Given
        assertThat(trainFromTopic("nobody")).isEqualTo(2);
        assertThat(commands.failure()).contains("Nobody serves who could say what the classes are");
        assertThat(commands.run("publish", folder.resolve("v1").toString()))
                .as(commands.failure())
                .isZero();

        // When
        int code = trainFromTopic("next");

        // Then
        assertThat(code).as(commands.failure()).isZero();
        assertThat(folder.resolve("next/low/manifest.json")).exists();
        assertThat(folder.resolve("next/high/manifest.json")).exists();
    }

    @Test
    void shouldRefuseImagesWithOtherClasses() throws IOException {
        // Given
        Path other = TinyData.write(folder.resolve("other"), 6, 12, 6);
        Files.write(other.resolve("classes.txt"), List.of("0", "1", "2", "3", "five", "4"));

        // When
        int code = trainFromTopic(
                "v2", "--data", other.toString(), "--from", folder.resolve("v1").toString());

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(commands.failure()).contains("Class 4 is 4 to the versions that answered, and five in " + other);
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertThat(commands.run("train", "--out", folder.toString())).isEqualTo(2);
        assertThat(commands.failure()).contains("Missing: --data and --plan, or --from-topic");
        assertThat(commands.run("train", "--out", folder.toString(), "--since", "7d"))
                .isEqualTo(2);
        assertThat(commands.failure()).contains("--since is about the images of --from-topic");
        assertThat(commands.run("train", "--out", folder.toString(), "--since", "today"))
                .isEqualTo(2);
        assertThat(commands.failure()).contains("'today' is no time");
    }

    private static int trainFromTopic(String out, String... options) {
        List<String> all =
                new ArrayList<>(List.of("--from-topic", commands.topics().predictions()));
        all.addAll(List.of(options));
        return train(out, all.toArray(String[]::new));
    }

    private static int train(String out, String... options) {
        List<String> all = new ArrayList<>(List.of(
                "train",
                "--no-report",
                "--epochs",
                "1",
                "--out",
                folder.resolve(out).toString()));
        all.addAll(List.of(options));
        return commands.run(all.toArray(String[]::new));
    }

    private byte[] module(String out) throws IOException {
        return Files.readAllBytes(folder.resolve(out).resolve("low").resolve(SpecialistPackage.MODEL_FILE));
    }
}
