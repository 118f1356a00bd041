package dev.consilium.ops.explain;

import static dev.consilium.ops.PredictionFixture.prediction;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.avro.Confidence;
import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.avro.Source;
import dev.consilium.ops.CommittedTopics;
import dev.consilium.schemas.Topics;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.trainer.TrainedSpecialist;
import dev.consilium.trainer.Training;
import dev.consilium.trainer.architecture.Architecture;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.evaluate.Examinee;
import dev.consilium.trainer.plan.Plan;
import dev.consilium.trainer.publish.PublishRequest;
import dev.consilium.trainer.publish.Publisher;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.recipe.Recipe;
import dev.consilium.trainer.recipe.TrainingListener;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Real modules, published; one image on the topic, and predictions of it as the app writes them. */
class ExplainIT {

    private static final int SIDE = 32;

    @TempDir
    static Path trained;

    private static List<SpecialistPackage> packages;

    @TempDir
    Path folder;

    private StringWriter out = new StringWriter();
    private StringWriter errors = new StringWriter();
    private final List<Confidence> opinions = new ArrayList<>();
    private CommittedTopics kafka;
    private Path config;

    @BeforeAll
    static void train() throws Exception {
        DataSet data = DataSet.open(Path.of(System.getProperty("consilium.home"), "ops", "demo-data"));
        Recipe recipe =
                Recipe.of(Architecture.SIMPLE_CNN, Outliers.NONE).withEpochs(1).withSeed(1);
        packages = Training.of(data, Plan.parse("low=0-4;high=5-9", data.classNames()), recipe)
                .withLimit(500)
                .withVersion("v1")
                .run(trained, TrainingListener.SILENT)
                .stream()
                .map(TrainedSpecialist::written)
                .toList();
    }

    @BeforeEach
    void publish(TestInfo test) throws Exception {
        kafka = new CommittedTopics(test.getTestMethod().orElseThrow().getName() + "-");
        config = Files.writeString(folder.resolve("client.properties"), properties(kafka.topics()));
        Image image = image();
        try (var serde = kafka.connection().serde(Image.class)) {
            String topic = kafka.topics().images();
            kafka.commit(new ProducerRecord<>(topic, serde.serializer().serialize(topic, image)));
        }
        try (Publisher publisher = new Publisher(kafka.connection(), kafka.topics(), InstantSource.system())) {
            publisher.publish(packages, PublishRequest.serve("tester", ""), Publisher.UploadProgress.NONE);
        }
        for (SpecialistPackage each : packages) {
            try (Examinee examinee = Examinee.of(each)) {
                opinions.addAll(examinee.opinions(List.of(new ImageDecoder(ImageLimits.defaults())
                        .decode(image, each.specialist().input()))));
            }
        }
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void shouldGetTheSameAnswersAgain() throws Exception {
        // Given
        kafka.commit(answer(opinions));
        Path json = folder.resolve("explanation.json");

        // When
        int code = run("--image-id", "image-0", "--json", json.toString());

        // Then
        assertThat(errors.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("image-0: ", "low@v1", "high@v1", "difference 0.000000", "agrees", "the rule again: ")
                .doesNotContain("DIFFERS");
        JsonNode figures = new ObjectMapper().readTree(json.toFile());
        assertThat(figures.get("agrees").asBoolean()).isTrue();
        assertThat(figures.get("classNameAgain")).isEqualTo(figures.get("className"));
        assertThat(figures.get("opinions").get(1).get("manifest").get("sha256").asText())
                .startsWith(opinions.get(1).getArtifact());
    }

    @Test
    void shouldAskVersionsOnTrialTooAndNotCountTheirVote() {
        // Given
        kafka.commit(Prediction.newBuilder(answer(List.of(opinions.get(0))))
                .setTrials(List.of(opinions.get(1)))
                .build());

        // When
        int code = run("--image-id", "image-0");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString())
                .containsPattern("high@v1 .*without a vote.*agrees")
                .contains("by low@v1%n".formatted());
    }

    @Test
    void shouldSayWhoSaysSomethingElse() {
        // Given
        Confidence other = Confidence.newBuilder(opinions.get(1))
                .setConfidence(opinions.get(1).getConfidence() - 0.01f)
                .build();
        kafka.commit(answer(opinions));
        kafka.commit(answer(List.of(opinions.get(0), other)));

        // When
        int code = run("--image-id", "image-0");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(out.toString())
                .containsPattern("low@v1 .*: agrees")
                .containsPattern("high@v1 .*difference 0.010000, tolerance 0.000100: DIFFERS");
        assertThat(run("--image-id", "image-0", "--tolerance", "0.02")).isZero();
    }

    @Test
    void shouldSayWhichVersionCannotBeAsked() {
        // Given
        Confidence gone =
                Confidence.newBuilder(opinions.get(0)).setVersion("v0").build();
        Confidence another = Confidence.newBuilder(opinions.get(1))
                .setArtifact("0123456789ab")
                .build();
        kafka.commit(answer(List.of(gone, another)));

        // When
        int code = run("--image-id", "image-0");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(out.toString())
                .contains("low@v0 is no longer published", "high@v1 is another module now")
                .doesNotContain("the rule again");
    }

    @Test
    void shouldLoadNothingThatIsNotTrusted() {
        // Given
        kafka.commit(answer(opinions));

        // When
        int code = run("--image-id", "image-0", "--trusted-keys", folder.toString());

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).contains("the manifest is not signed").doesNotContain("agrees");
    }

    @Test
    void shouldSayThatRetentionTookTheImage() throws Exception {
        // Given
        kafka.commit(answer(opinions));
        try (Admin admin = kafka.connection().admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(kafka.topics().images(), 0), RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }

        // When
        int code = run("--image-id", "image-0");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(errors.toString()).contains("has been removed by retention (the partition begins at offset 1 now)");
    }

    @Test
    void shouldFindWhatIsCommittedAlone() {
        // Given
        kafka.abort(answer(opinions));

        // When
        int code = run("--image-id", "image-0");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(errors.toString())
                .contains("no prediction of image 'image-0' is on "
                        + kafka.topics().predictions());
        kafka.commit(answer(opinions));
        assertThat(run("--image-id", "image-0", "--since", "2020-01-01T00:00:00Z"))
                .isZero();
        assertThat(run("--image-id", "image-0", "--since", "2999-01-01T00:00:00Z"))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("since 2999-01-01T00:00:00Z");
    }

    private Prediction answer(List<Confidence> consultation) {
        return Prediction.newBuilder(prediction(0, Map.of(), consultation.toArray(Confidence[]::new)))
                .setSource(new Source(kafka.topics().images(), 0, 0L))
                .build();
    }

    private int run(String... arguments) {
        out = new StringWriter();
        errors = new StringWriter();
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--command-config";
        all[arguments.length + 1] = config.toString();
        return new CommandLine(new ExplainCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    errors.write(String.valueOf(failure.getMessage()));
                    return 1;
                })
                .execute(kafka.options(all));
    }

    private static Image image() {
        byte[] rgb = new byte[SIDE * SIDE * 3];
        new Random(3).nextBytes(rgb);
        return new Image("image-0", ByteBuffer.wrap(rgb), "image/x-rgb8", SIDE, SIDE, Map.of());
    }

    private static String properties(Topics topics) {
        return """
                topic.images=%s
                topic.predictions=%s
                topic.models=%s
                topic.model.artifacts=%s
                topic.roster=%s
                topic.rollouts=%s
                topic.dead.letters=%s
                """.formatted(
                        topics.images(),
                        topics.predictions(),
                        topics.models(),
                        topics.modelArtifacts(),
                        topics.roster(),
                        topics.rollouts(),
                        topics.deadLetters());
    }
}
