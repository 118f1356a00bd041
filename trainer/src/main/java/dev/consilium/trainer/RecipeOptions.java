package dev.consilium.trainer;

import dev.consilium.trainer.architecture.Architecture;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.recipe.Recipe;
import dev.consilium.trainer.recipe.Schedule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to train, on the command line. */
final class RecipeOptions {
    @Option(
            names = "--architecture",
            defaultValue = "simple-cnn",
            description = "The network: simple-cnn (default: ${DEFAULT-VALUE}).")
    String architecture;

    @Option(
            names = "--outliers",
            defaultValue = "reject",
            description =
                    "Images of other classes: none (never seen), or reject (taught to refuse them) (default: ${DEFAULT-VALUE}).")
    String outliers;

    @Option(
            names = "--epochs",
            defaultValue = "10",
            description = "Passes over the images (default: ${DEFAULT-VALUE}).")
    int epochs;

    @Option(names = "--batch-size", defaultValue = "64", description = "Images a step (default: ${DEFAULT-VALUE}).")
    int batchSize;

    @Option(names = "--learning-rate", description = "Adam's (default: 0.001, and 0.002 with reject).")
    @Nullable
    Double learningRate;

    @Option(
            names = "--schedule",
            description =
                    "The learning rate: constant, or linear (down to nothing) (default: constant, and linear with reject).")
    @Nullable
    String schedule;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Same seed, data and machine: same weights (default: ${DEFAULT-VALUE}).")
    long seed;

    Recipe recipe() {
        Outliers chosen = Outliers.named(outliers);
        return new Recipe(
                Architecture.named(architecture),
                chosen,
                epochs,
                batchSize,
                Objects.requireNonNullElse(learningRate, chosen.usualLearningRate()),
                schedule == null ? chosen.usualSchedule() : Schedule.named(schedule),
                seed);
    }
}
