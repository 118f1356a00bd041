package dev.consilium.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.consilium.trainer.architecture.Architecture;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.plan.Plan;
import dev.consilium.trainer.recipe.Checkpoints;
import dev.consilium.trainer.recipe.EarlyStopping;
import dev.consilium.trainer.recipe.Epoch;
import dev.consilium.trainer.recipe.LearningRate;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.recipe.Recipe;
import dev.consilium.trainer.recipe.Schedule;
import dev.consilium.trainer.recipe.Trained;
import dev.consilium.trainer.recipe.TrainingListener;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
    private static final List<String> SPECIALISTS = List.of("classes-0-2", "classes-3-5");

    @TempDir
    static Path data;

    @TempDir
    Path out;

    @BeforeAll
    static void write() throws IOException {
        TinyData.write(data, 6, 60, 30);
    }

    @Test
    void shouldComeToTheSameWeightsAfterAKill() throws Exception {
        // Given
        Path checkpoints = out.resolve("checkpoints");
        assertThat(killed(checkpoints)).isEqualTo(KilledTraining.EXIT);
        assertThat(out.resolve("resumed")).doesNotExist();
        FirstProgress first = new FirstProgress();

        // When
        List<TrainedSpecialist> resumed = KilledTraining.training(data)
                .withCheckpoints(new Checkpoints(checkpoints, true))
                .run(out.resolve("resumed"), first);
        List<TrainedSpecialist> whole =
                KilledTraining.training(data).run(out.resolve("whole"), TrainingListener.SILENT);

        // Then
        assertThat(first.epochs.values()).anyMatch(epoch -> epoch >= 3);
        for (int s = 0; s < SPECIALISTS.size(); s++) {
            assertThat(resumed.get(s).trained())
                    .usingRecursiveComparison()
                    .ignoringFieldsOfTypes(Duration.class)
                    .isEqualTo(whole.get(s).trained());
            assertThat(resumed.get(s).trained().epochs())
                    .as("those of before the kill too")
                    .allSatisfy(epoch -> assertThat(epoch.wall()).isPositive());
            assertThat(resumed.get(s).inSubset()).isEqualTo(whole.get(s).inSubset());
            assertThat(weights("resumed", SPECIALISTS.get(s))).isEqualTo(weights("whole", SPECIALISTS.get(s)));
        }
        assertThat(checkpoints).doesNotExist();
    }

    @Test
    void shouldTrainAnewWithoutACheckpoint() throws Exception {
        Training training = simple(1);

        training.withCheckpoints(new Checkpoints(out.resolve("none"), true))
                .run(out.resolve("resumed"), TrainingListener.SILENT);
        training.run(out.resolve("whole"), TrainingListener.SILENT);

        assertThat(module("resumed", "classes-0-2")).isEqualTo(module("whole", "classes-0-2"));
    }

    @Test
    void shouldNotGoOnFromAnotherTraining() {
        // Given
        Path checkpoints = out.resolve("checkpoints");
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> simple(2)
                        .withCheckpoints(new Checkpoints(checkpoints, false))
                        .run(out, new TrainingListener() {
                            @Override
                            public void epochEnded(String specialist, Epoch epoch) {
                                throw new CancellationException("enough");
                            }
                        }));

        // When, Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simple(3)
                        .withCheckpoints(new Checkpoints(checkpoints, true))
                        .run(out, TrainingListener.SILENT))
                .withMessageContaining("epochs was 2 and is 3");
    }

    @Test
    void shouldStopWhenItGetsNoBetterAndKeepTheBest() throws Exception {
        // Given: so few images that it soon knows them by heart
        Recipe recipe = Recipe.of(Architecture.SIMPLE_CNN, Outliers.REJECT)
                .withEpochs(200)
                .withBatchSize(16)
                .withLearningRate(LearningRate.of(5e-3, Schedule.CONSTANT))
                .withEarlyStopping(new EarlyStopping(2, 0.3));

        // When
        TrainedSpecialist specialist =
                training(recipe).run(out, TrainingListener.SILENT).get(0);

        // Then
        Trained trained = specialist.trained();
        Epoch best = trained.epochs().stream()
                .min(Comparator.comparing(epoch -> epoch.heldOut().orElseThrow().loss()))
                .orElseThrow();
        assertThat(trained.kept()).isEqualTo(best.number());
        assertThat(trained.epochs()).hasSize(trained.kept() + 2).hasSizeLessThan(200);
        assertThat(specialist.written().manifest().getRecipe())
                .containsEntry("keptEpoch", Integer.toString(trained.kept()));
    }

    private int killed(Path checkpoints) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xmx256m",
                        "-Djava.io.tmpdir=" + out,
                        "-Dai.djl.offline=true",
                        "-Dai.djl.pytorch.num_threads=1",
                        "-Dai.djl.pytorch.num_interop_threads=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledTraining.class.getName(),
                        data.toString(),
                        out.resolve("resumed").toString(),
                        checkpoints.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
    }

    private static Training simple(int epochs) throws IOException {
        return training(Recipe.of(Architecture.SIMPLE_CNN, Outliers.REJECT).withEpochs(epochs));
    }

    private static Training training(Recipe recipe) throws IOException {
        DataSet images = DataSet.open(data);
        return Training.of(images, Plan.parse("0-2", images.classNames()), recipe);
    }

    private byte[] module(String run, String specialist) throws IOException {
        return Files.readAllBytes(out.resolve(run).resolve(specialist).resolve("model.pt"));
    }

    /** The files of the module with the checksum of each, without what libtorch notes on where code was read from. */
    private Map<String, Long> weights(String run, String specialist) throws IOException {
        Map<String, Long> checksums = new TreeMap<>();
        Path file = out.resolve(run).resolve(specialist).resolve("model.pt");
        try (ZipFile zip = new ZipFile(file.toFile())) {
            zip.stream()
                    .filter(entry -> !entry.getName().endsWith(".debug_pkl"))
                    .filter(entry -> !entry.getName().endsWith("/serialization_id"))
                    .forEach(entry -> checksums.put(entry.getName(), entry.getCrc()));
        }
        return checksums;
    }

    /** The epoch in which each specialist's training goes on. */
    private static final class FirstProgress implements TrainingListener {
        private final Map<String, Integer> epochs = new ConcurrentHashMap<>();

        @Override
        public void advanced(Progress progress) {
            epochs.putIfAbsent(progress.specialist(), progress.epoch());
        }
    }
}
