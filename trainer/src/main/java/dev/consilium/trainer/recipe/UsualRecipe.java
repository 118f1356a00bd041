package dev.consilium.trainer.recipe;

import dev.consilium.trainer.architecture.Architecture;
import dev.consilium.trainer.torch.Optimizer;
import java.util.Optional;

/** What is done when nothing is said. */
final class UsualRecipe {
    private static final int EPOCHS = 10;

    private UsualRecipe() {}

    static Recipe of(Architecture architecture, Outliers outliers) {
        return switch (architecture) {
            case SIMPLE_CNN -> published(architecture, outliers);
            case SMALL_RESNET -> augmented(architecture, outliers, 96, 4e-3);
            // Fifty times as many weights: each of them moves less.
            case WIDE_RESNET -> augmented(architecture, outliers, 128, 2e-3);
        };
    }

    private static Recipe published(Architecture architecture, Outliers outliers) {
        LearningRate rate = outliers == Outliers.NONE
                ? LearningRate.of(1e-3, Schedule.CONSTANT)
                : LearningRate.of(2e-3, Schedule.LINEAR);
        return new Recipe(
                architecture,
                architecture.input(),
                outliers,
                EPOCHS,
                64,
                Optimizer.Adam.USUAL,
                rate,
                Augmentation.NONE,
                0,
                ClassWeights.NONE,
                Optional.empty(),
                1);
    }

    private static Recipe augmented(Architecture architecture, Outliers outliers, int batchSize, double peak) {
        return new Recipe(
                architecture,
                architecture.input(),
                outliers,
                EPOCHS,
                batchSize,
                Optimizer.AdamW.USUAL,
                new LearningRate(peak, 0.2, Schedule.LINEAR),
                new Augmentation(true, 4, 0),
                0,
                ClassWeights.NONE,
                Optional.empty(),
                1);
    }
}
