package dev.consilium.trainer;

import dev.consilium.trainer.architecture.Architecture;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.plan.Plan;
import dev.consilium.trainer.recipe.Checkpoints;
import dev.consilium.trainer.recipe.EarlyStopping;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.recipe.Recipe;
import dev.consilium.trainer.recipe.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;

/** A process whose training ends in the middle of an epoch as if it had been killed: nothing is closed, nothing is cleaned up. */
final class KilledTraining {
    static final int EXIT = 99;

    private static final int KILLED_IN_EPOCH = 3;

    private KilledTraining() {}

    /** With all that has a state of its own: running statistics, moments, augmentation, the best epoch's weights. */
    static Training training(Path data) throws IOException {
        DataSet images = DataSet.open(data);
        Recipe recipe = Recipe.of(Architecture.SMALL_RESNET, Outliers.REJECT)
                .withEpochs(4)
                .withBatchSize(16)
                .withEarlyStopping(new EarlyStopping(5, 0.2));
        return Training.of(images, Plan.parse("0-2,3-5", images.classNames()), recipe);
    }

    /**
     * Trains until it is killed.
     *
     * @param arguments the data, the folder of the packages, and that of the checkpoints
     */
    public static void main(String[] arguments) throws Exception {
        training(Path.of(arguments[0]))
                .withCheckpoints(new Checkpoints(Path.of(arguments[2]), false))
                .run(Path.of(arguments[1]), new TrainingListener() {
                    @Override
                    public void advanced(Progress progress) {
                        if (progress.epoch() == KILLED_IN_EPOCH) {
                            Runtime.getRuntime().halt(EXIT);
                        }
                    }
                });
    }
}
