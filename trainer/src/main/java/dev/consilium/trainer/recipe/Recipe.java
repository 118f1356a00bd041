package dev.consilium.trainer.recipe;

import dev.consilium.trainer.architecture.Architecture;
import java.util.Map;

/**
 * How specialists are trained: Adam, cross-entropy, shuffled batches, no augmentation, values in [0,1].
 *
 * @param epochs how often each image of the specialist's own classes is seen
 * @param batchSize even with {@link Outliers#REJECT}, since half of a batch are others
 * @param seed same seed, data and machine: same weights
 */
public record Recipe(
        Architecture architecture,
        Outliers outliers,
        int epochs,
        int batchSize,
        double learningRate,
        Schedule schedule,
        long seed) {
    private static final int LARGEST_BATCH = 4096;

    public Recipe {
        require(epochs >= 1, "epochs", epochs, "1 or more");
        require(batchSize >= 1 && batchSize <= LARGEST_BATCH, "batch size", batchSize, "1 to " + LARGEST_BATCH);
        require(
                outliers == Outliers.NONE || batchSize % 2 == 0,
                "batch size",
                batchSize,
                "even with outliers reject: half of each batch are images of other classes");
        require(learningRate > 0 && learningRate <= 1, "learning rate", learningRate, "above 0 and at most 1");
    }

    /** Ten epochs; without anything done about outliers this is the published recipe to the letter. */
    public static Recipe of(Architecture architecture, Outliers outliers) {
        return new Recipe(architecture, outliers, 10, 64, outliers.usualLearningRate(), outliers.usualSchedule(), 1);
    }

    public Recipe withEpochs(int count) {
        return new Recipe(architecture, outliers, count, batchSize, learningRate, schedule, seed);
    }

    public Recipe withSeed(long other) {
        return new Recipe(architecture, outliers, epochs, batchSize, learningRate, schedule, other);
    }

    /** As a package's manifest tells it. */
    public Map<String, String> described() {
        return Map.of(
                "architecture", architecture.text(),
                "outliers", outliers.text(),
                "epochs", Integer.toString(epochs),
                "batchSize", Integer.toString(batchSize),
                "optimizer", "adam",
                "learningRate", Double.toString(learningRate),
                "schedule", schedule.text(),
                "seed", Long.toString(seed));
    }

    private static void require(boolean holds, String what, Object value, String right) {
        if (!holds) {
            throw new IllegalArgumentException("The " + what + " is " + value + ": it must be " + right + ".");
        }
    }
}
