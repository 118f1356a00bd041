package dev.consilium.trainer;

import dev.consilium.specialist.InputShape;
import dev.consilium.trainer.architecture.Architecture;
import dev.consilium.trainer.recipe.Augmentation;
import dev.consilium.trainer.recipe.ClassWeights;
import dev.consilium.trainer.recipe.EarlyStopping;
import dev.consilium.trainer.recipe.LearningRate;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.recipe.Recipe;
import dev.consilium.trainer.recipe.Schedule;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to train, on the command line. What is not said is as usual for the architecture and the way with outliers. */
final class RecipeOptions {
    @Option(
            names = "--architecture",
            defaultValue = "simple-cnn",
            description =
                    "The network: simple-cnn, small-resnet (better, slower) or wide-resnet (for GPUs) (default: ${DEFAULT-VALUE}).")
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

    @Option(names = "--batch-size", description = "Images a step (default: 64, small-resnet 96, wide-resnet 128).")
    @Nullable
    Integer batchSize;

    @Mixin
    OptimizerOptions optimizer;

    @Option(
            names = {"--learning-rate", "--lr"},
            description = "The highest (default: 0.002, and 0.001 with none; small-resnet 0.004, wide-resnet 0.002).")
    @Nullable
    Double learningRate;

    @Option(
            names = "--warmup",
            paramLabel = "SHARE",
            description =
                    "Share of the training in which the learning rate rises from nothing (default: 0; the resnets 0.2).")
    @Nullable
    Double warmup;

    @Option(
            names = "--schedule",
            description = "The learning rate after that: constant, or down to nothing: linear, cosine "
                    + "(default: linear; constant for simple-cnn with none).")
    @Nullable
    String schedule;

    @Option(
            names = "--flip",
            negatable = true,
            description =
                    "Mirror every second image by chance, left to right (default: with the resnets; --no-flip where that makes another class).")
    @Nullable
    Boolean flip;

    @Option(
            names = "--crop",
            paramLabel = "PADDING",
            description =
                    "Move each image by up to so many pixels, black where it is moved from (default: 0; the resnets 4).")
    @Nullable
    Integer crop;

    @Option(
            names = "--color-jitter",
            paramLabel = "STRENGTH",
            description =
                    "Change brightness, contrast and saturation of each image by up to this share of them, such as 0.2 (default: 0).")
    @Nullable
    Double colorJitter;

    @Option(
            names = "--label-smoothing",
            paramLabel = "SHARE",
            description = "Share of each answer that all outputs get evenly (default: 0).")
    @Nullable
    Double labelSmoothing;

    @Option(
            names = "--class-weights",
            defaultValue = "none",
            description =
                    "How much an image counts by its class: none (all the same) or balanced "
                            + "(more where its class has fewer, so that rare classes are learnt too) (default: ${DEFAULT-VALUE}).")
    String classWeights;

    @Option(
            names = "--size",
            paramLabel = "SIDE",
            description =
                    "Side of the images in pixels, which are resized to it; the resnets take others (default: 32).")
    @Nullable
    Integer size;

    @Option(
            names = "--early-stopping",
            paramLabel = "PATIENCE",
            description = "Hold out a part of the training images, stop after so many epochs that are no better on it, "
                    + "and keep the best (default: all epochs, and the last).")
    @Nullable
    Integer patience;

    @Option(
            names = "--held-out",
            paramLabel = "SHARE",
            description = "The part that --early-stopping holds out (default: 0.1).")
    @Nullable
    Double heldOut;

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
                size == null ? usual.input() : new InputShape(size, size),
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
                        Objects.requireNonNullElse(crop, augmentation.crop()),
                        Objects.requireNonNullElse(colorJitter, augmentation.colorJitter())),
                Objects.requireNonNullElse(labelSmoothing, usual.labelSmoothing()),
                ClassWeights.named(classWeights),
                earlyStopping(),
                seed);
    }

    private Optional<EarlyStopping> earlyStopping() {
        if (patience == null) {
            if (heldOut != null) {
                throw new IllegalArgumentException("--held-out says how much --early-stopping holds out: give both.");
            }
            return Optional.empty();
        }
        return Optional.of(new EarlyStopping(patience, Objects.requireNonNullElse(heldOut, EarlyStopping.USUAL_SHARE)));
    }
}
