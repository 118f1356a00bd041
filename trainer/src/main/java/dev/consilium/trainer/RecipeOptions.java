package dev.consilium.trainer;

import dev.consilium.trainer.architecture.Architecture;
import dev.consilium.trainer.recipe.Augmentation;
import dev.consilium.trainer.recipe.LearningRate;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.recipe.Recipe;
import dev.consilium.trainer.recipe.Schedule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to train, on the command line. What is not said is as usual for the architecture and the way with outliers. */
final class RecipeOptions {
    @Option(
            names = "--architecture",
            defaultValue = "simple-cnn",
            description = "The network: simple-cnn (default: ${DEFAULT-VALUE}).")
    String architecture;

    @Option(
            names = "--outliers",
            defaultValue = "reject",
            description = "Images of other classes: none (never seen), uniform (taught to be undecided), or reject "
                    + "(taught to refuse them) (default: ${DEFAULT-VALUE}).")
    String outliers;

    @Option(names = "--epochs", description = "Passes over the images (default: 10).")
    @Nullable
    Integer epochs;

    @Option(names = "--batch-size", description = "Images a step (default: 64).")
    @Nullable
    Integer batchSize;

    @Mixin
    OptimizerOptions optimizer;

    @Option(
            names = {"--learning-rate", "--lr"},
            description = "The highest (default: 0.002, and 0.001 with none).")
    @Nullable
    Double learningRate;

    @Option(
            names = "--warmup",
            paramLabel = "SHARE",
            description = "Share of the training in which the learning rate rises from nothing (default: 0).")
    @Nullable
    Double warmup;

    @Option(
            names = "--schedule",
            description = "The learning rate after that: constant, or down to nothing: linear, cosine "
                    + "(default: linear, and constant with none).")
    @Nullable
    String schedule;

    @Option(
            names = "--flip",
            negatable = true,
            description = "Mirror every second image by chance, left to right (default: no).")
    @Nullable
    Boolean flip;

    @Option(
            names = "--crop",
            paramLabel = "PADDING",
            description = "Move each image by up to so many pixels, black where it is moved from (default: 0).")
    @Nullable
    Integer crop;

    @Option(
            names = "--label-smoothing",
            paramLabel = "SHARE",
            description = "Share of each answer that all outputs get evenly (default: 0).")
    @Nullable
    Double labelSmoothing;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Same seed, data and machine: same weights (default: ${DEFAULT-VALUE}).")
    long seed;

    /** @throws IllegalArgumentException when a value is out of its range, or unknown */
    Recipe recipe() {
        Recipe usual = Recipe.of(Architecture.named(architecture), Outliers.named(outliers));
        LearningRate rate = usual.learningRate();
        Augmentation augmentation = usual.augmentation();
        return new Recipe(
                usual.architecture(),
                usual.outliers(),
                Objects.requireNonNullElse(epochs, usual.epochs()),
                Objects.requireNonNullElse(batchSize, usual.batchSize()),
                optimizer.over(usual.optimizer()),
                new LearningRate(
                        Objects.requireNonNullElse(learningRate, rate.peak()),
                        Objects.requireNonNullElse(warmup, rate.warmup()),
                        schedule == null ? rate.schedule() : Schedule.named(schedule)),
                new Augmentation(
                        Objects.requireNonNullElse(flip, augmentation.flip()),
                        Objects.requireNonNullElse(crop, augmentation.crop())),
                Objects.requireNonNullElse(labelSmoothing, usual.labelSmoothing()),
                seed);
    }
}
