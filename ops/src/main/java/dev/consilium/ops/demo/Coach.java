package dev.consilium.ops.demo;

import dev.consilium.specialist.torch.UnusableModelException;
import dev.consilium.trainer.TrainedSpecialist;
import dev.consilium.trainer.Training;
import dev.consilium.trainer.architecture.Architecture;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.recipe.Recipe;
import dev.consilium.trainer.recipe.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Trains both specialists twice: a first version on a few images only, and a second that goes on from it on all. */
final class Coach {
    static final String FIRST = "v1";
    static final String SECOND = "v2";

    /** Images of the first version's training: so few that its answers leave something to be desired. */
    private static final int FIRST_IMAGES = 1000;
    /** Images of the second's; more would only make the demo longer. */
    private static final int SECOND_IMAGES = 10_000;

    private static final int SECOND_EPOCHS = 4;

    private final Exhibit exhibit;
    private final Path folder;
    private final Recipe recipe;

    /** @param folder where the packages go */
    Coach(Exhibit exhibit, Path folder, long seed) {
        this.exhibit = exhibit;
        this.folder = folder;
        this.recipe = Recipe.of(Architecture.SIMPLE_CNN, Outliers.REJECT).withSeed(seed);
    }

    List<TrainedSpecialist> first(Consumer<String> progress) throws Exception {
        return train(
                Training.of(exhibit.data(), exhibit.plan(), recipe.withEpochs(1))
                        .withLimit(FIRST_IMAGES),
                FIRST,
                progress);
    }

    List<TrainedSpecialist> second(Consumer<String> progress) throws Exception {
        Training training = Training.of(exhibit.data(), exhibit.plan(), recipe.withEpochs(SECOND_EPOCHS))
                .withLimit(SECOND_IMAGES)
                .continuedFrom(folder.resolve(FIRST));
        return train(training, SECOND, progress);
    }

    private List<TrainedSpecialist> train(Training training, String version, Consumer<String> progress)
            throws IOException, UnusableModelException, InterruptedException {
        return training.withVersion(version).run(folder.resolve(version), new Progressing(progress));
    }

    /** Tells in a few words where the training of both stands. Any thread. */
    private static final class Progressing implements TrainingListener {
        private final Map<String, Progress> latest = new TreeMap<>();
        private final Consumer<String> told;

        private Progressing(Consumer<String> told) {
            this.told = told;
        }

        @Override
        public synchronized void advanced(Progress progress) {
            latest.put(progress.specialist(), progress);
            long images = latest.values().stream().mapToLong(Progress::images).sum();
            long total =
                    latest.values().stream().mapToLong(Progress::totalImages).sum();
            double loss = latest.values().stream()
                    .mapToDouble(Progress::loss)
                    .average()
                    .orElse(Double.NaN);
            told.accept(String.format(Locale.ROOT, "%d %%, loss %.2f", 100 * images / Math.max(1, total), loss));
        }
    }
}
