package dev.consilium.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.GoldenExample;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.trainer.architecture.Architecture;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.evaluate.Evaluation;
import dev.consilium.trainer.evaluate.EvaluationReport;
import dev.consilium.trainer.evaluate.Examinee;
import dev.consilium.trainer.plan.Plan;
import dev.consilium.trainer.recipe.Augmentation;
import dev.consilium.trainer.recipe.EarlyStopping;
import dev.consilium.trainer.recipe.LearningRate;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.recipe.Recipe;
import dev.consilium.trainer.recipe.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real training on images that are learnt in a second. */
class TrainingTest {
    @TempDir
    static Path folder;

    private static DataSet data;
    private static Plan plan;

    @TempDir
    Path out;

    @BeforeAll
    static void write() throws IOException {
        data = DataSet.open(TinyData.write(folder, 6, 480, 120));
        plan = Plan.parse("0-2,3-5", data.classNames());
    }

    /** A test interrupts its own thread, perhaps more than once. */
    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void shouldWritePackagesThatServe() throws Exception {
        // When
        List<TrainedSpecialist> trained = training(Outliers.REJECT, 2, 1).run(out, TrainingListener.SILENT);

        // Then
        assertThat(trained)
                .extracting(each -> each.written().folder().getFileName().toString())
                .containsExactly("classes-0-2", "classes-3-5");
        SpecialistVersion manifest =
                SpecialistPackage.read(out.resolve("classes-3-5")).manifest();
        assertThat(manifest.getVersion()).isEqualTo("v1");
        assertThat(manifest.getClasses()).extracting(label -> label.getIndex()).containsExactly(3, 4, 5);
        assertThat(manifest.getRecipe()).containsEntry("outliers", "reject").containsEntry("seed", "1");
        assertThat(manifest.getMetrics()).containsEntry("heldOutImages", 60.0).containsKeys("inSubset", "loss");
        assertThat(manifest.getMetrics().get("meanConfidence"))
                .as("with the half fold")
                .isBetween(0.5, 1.0);
        assertThat(manifest.getGolden()).hasSize(12);
    }

    @Test
    void shouldRecordGoldenProbabilitiesThatTheServingPredictorRepeats() throws Exception {
        // Given
        training(Outliers.REJECT, 1, 1).run(out, TrainingListener.SILENT);
        SpecialistPackage read = SpecialistPackage.read(out.resolve("classes-0-2"));

        ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
        try (Examinee examinee = Examinee.of(read)) {
            for (GoldenExample golden : read.manifest().getGolden()) {
                // When
                Confidence opinion = examinee.opinions(List.of(
                                decoder.decode(golden, examinee.specialist().input())))
                        .get(0);

                // Then
                assertThat(opinion.getProbabilities())
                        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : Float.compare(a, b))
                        .isEqualTo(golden.getProbabilities());
            }
        }
    }

    @Test
    void shouldRepeatToTheByteForTheSameSeedOnly() throws Exception {
        // When
        training(Outliers.REJECT, 1, 1).run(out.resolve("once"), TrainingListener.SILENT);
        training(Outliers.REJECT, 1, 1).run(out.resolve("again"), TrainingListener.SILENT);
        training(Outliers.REJECT, 1, 2).run(out.resolve("otherwise"), TrainingListener.SILENT);

        // Then
        for (String specialist : List.of("classes-0-2", "classes-3-5")) {
            byte[] once = module("once", specialist);
            assertThat(module("again", specialist)).isEqualTo(once);
            assertThat(module("otherwise", specialist)).isNotEqualTo(once);
        }
    }

    @Test
    void shouldRepeatWhatIsDrawnForAugmentation() throws Exception {
        // Given
        Recipe plain = recipe(Outliers.UNIFORM, 2, 1);
        Recipe augmented = plain.withAugmentation(new Augmentation(true, 2, 0.2));

        // When
        Training.of(data, plan, augmented).withLimit(60).run(out.resolve("once"), TrainingListener.SILENT);
        Training.of(data, plan, augmented).withLimit(60).run(out.resolve("again"), TrainingListener.SILENT);
        Training.of(data, plan, plain).withLimit(60).run(out.resolve("plain"), TrainingListener.SILENT);

        // Then
        byte[] once = module("once", "classes-0-2");
        assertThat(module("again", "classes-0-2")).isEqualTo(once);
        assertThat(module("plain", "classes-0-2")).isNotEqualTo(once);
    }

    @Test
    void shouldComeToTheSameWeightsHoweverFewImagesAreKept() throws Exception {
        // Given: all that draws or measures by chance
        Recipe recipe = recipe(Outliers.REJECT, 2, 1)
                .withAugmentation(new Augmentation(true, 2, 0.2))
                .withEarlyStopping(new EarlyStopping(2, 0.2));
        Training training = Training.of(data, plan, recipe);

        // When
        List<TrainedSpecialist> all = training.run(out.resolve("all"), TrainingListener.SILENT);
        List<TrainedSpecialist> some = training.withResources(Resources.usual().withCacheMemory(200 * 32 * 32 * 3))
                .run(out.resolve("some"), TrainingListener.SILENT);
        List<TrainedSpecialist> none = training.withResources(Resources.usual().withCacheMemory(0))
                .run(out.resolve("none"), TrainingListener.SILENT);

        // Then
        for (int s = 0; s < all.size(); s++) {
            String specialist = all.get(s).written().folder().getFileName().toString();
            assertThat(module("some", specialist)).isEqualTo(module("all", specialist));
            assertThat(module("none", specialist)).isEqualTo(module("all", specialist));
            assertThat(some.get(s).trained())
                    .usingRecursiveComparison()
                    .ignoringFields("epochs.wall")
                    .isEqualTo(all.get(s).trained());
            assertThat(none.get(s).inSubset()).isEqualTo(all.get(s).inSubset());
        }
    }

    @Test
    void shouldRouteBetterWhenOutliersAreRejected() throws Exception {
        // When
        double none = routed(training(Outliers.NONE, 4, 1), out.resolve("none"));
        double reject = routed(training(Outliers.REJECT, 4, 1), out.resolve("reject"));

        // Then
        assertThat(reject).isGreaterThan(0.7).isGreaterThan(none + 0.1);
    }

    @Test
    void shouldGoOnFromAnEarlierVersion() throws Exception {
        // Given
        training(Outliers.REJECT, 4, 1).run(out.resolve("first"), TrainingListener.SILENT);
        Training fresh = training(Outliers.REJECT, 1, 2).withVersion("v2");
        double freshLoss =
                fresh.run(out.resolve("fresh"), TrainingListener.SILENT).get(0).loss();

        // When
        List<TrainedSpecialist> second =
                fresh.continuedFrom(out.resolve("first")).run(out.resolve("second"), TrainingListener.SILENT);

        // Then
        assertThat(second.get(0).loss()).isLessThan(freshLoss * 0.9);
        assertThat(second.get(0).written().manifest().getRecipe()).containsEntry("continuedFrom", "v1");
        assertThat(second.get(0).written().manifest().getVersion()).isEqualTo("v2");
    }

    @Test
    void shouldGoOnWhenThereAreNewClassesToRefuse() throws Exception {
        // Given
        DataSet before = DataSet.open(TinyData.write(Files.createDirectory(out.resolve("before")), 4, 80, 8));
        Recipe recipe = recipe(Outliers.REJECT, 1, 1);
        Training.of(before, Plan.parse("0-1,2-3", before.classNames()), recipe)
                .run(out.resolve("first"), TrainingListener.SILENT);

        // When
        List<TrainedSpecialist> second = Training.of(data, Plan.parse("0-1,2-3", data.classNames()), recipe)
                .withLimit(120)
                .continuedFrom(out.resolve("first"))
                .run(out.resolve("second"), TrainingListener.SILENT);

        // Then
        assertThat(second)
                .extracting(each -> each.written().manifest().getRecipe().get("otherClasses"))
                .containsExactly("2,3", "0,1");
    }

    @Test
    void shouldNotGoOnFromOtherClassesOrAnotherWayWithOutliers() throws Exception {
        training(Outliers.REJECT, 1, 1).withLimit(60).run(out, TrainingListener.SILENT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Training.of(data, Plan.parse("1-3", data.classNames()), recipe(Outliers.REJECT, 1, 1))
                        .continuedFrom(out.resolve("classes-0-2"))
                        .run(out, TrainingListener.SILENT))
                .withMessageContaining("it has classes [0, 1, 2], wanted is [1, 2, 3]");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> training(Outliers.NONE, 1, 1).continuedFrom(out).run(out, TrainingListener.SILENT))
                .withMessageContaining("was trained with outliers reject, wanted is none");
    }

    @Test
    void shouldRefuseToRejectWhenThereAreNoOthers() throws Exception {
        Plan all = Plan.parse("0-5", data.classNames());

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Training.of(data, all, recipe(Outliers.REJECT, 1, 1)).run(out, TrainingListener.SILENT))
                .withMessageContaining("needs images of others");
    }

    @Test
    void shouldEndAllWhenOneFails() {
        TrainingListener failing = new TrainingListener() {
            @Override
            public void advanced(Progress progress) {
                if (progress.specialist().equals("classes-0-2")) {
                    throw new CancellationException("enough");
                }
            }
        };

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> training(Outliers.REJECT, 1000, 1).run(out, failing))
                .withMessage("enough");
        assertThat(out.resolve("classes-3-5")).doesNotExist();
    }

    @Test
    void shouldEndAllWhenInterrupted() {
        // Given: the listener interrupts whoever waits for the training
        Thread waiting = Thread.currentThread();
        TrainingListener interrupting = new TrainingListener() {
            @Override
            public void advanced(Progress progress) {
                waiting.interrupt();
            }
        };

        // When, Then
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> training(Outliers.REJECT, 1000, 1).run(out, interrupting));
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void shouldRefuseUnusableVersionBeforeTraining() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> training(Outliers.NONE, 1, 1).withVersion("v 1"))
                .withMessageContaining("The name of the version is 'v 1'");
    }

    @Test
    void shouldReportProgressUpToTheEnd() throws Exception {
        // Given
        List<TrainingListener.Progress> finished = new CopyOnWriteArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void finished(Progress progress) {
                finished.add(progress);
            }
        };

        // When
        training(Outliers.REJECT, 2, 1).run(out, listener);

        // Then
        assertThat(finished).hasSize(2).allSatisfy(progress -> {
            assertThat(progress.images()).isEqualTo(progress.totalImages()).isEqualTo(732);
            assertThat(progress.epoch()).isEqualTo(2);
        });
    }

    private static Training training(Outliers outliers, int epochs, long seed) {
        return Training.of(data, plan, recipe(outliers, epochs, seed));
    }

    private static Recipe recipe(Outliers outliers, int epochs, long seed) {
        Recipe usual =
                Recipe.of(Architecture.SIMPLE_CNN, outliers).withEpochs(epochs).withSeed(seed);
        return usual.withBatchSize(32)
                .withLearningRate(LearningRate.of(1e-3, usual.learningRate().schedule()));
    }

    private static double routed(Training training, Path out) throws Exception {
        List<SpecialistPackage> packages = training.run(out, TrainingListener.SILENT).stream()
                .map(TrainedSpecialist::written)
                .toList();
        EvaluationReport report = new Evaluation(packages, data.classNames()).over(data.judged());
        assertThat(report.images()).isEqualTo(120);
        return report.routed();
    }

    private byte[] module(String run, String specialist) throws IOException {
        return Files.readAllBytes(out.resolve(run).resolve(specialist).resolve("model.pt"));
    }
}
