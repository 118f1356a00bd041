package dev.consilium.trainer.recipe;

import dev.consilium.specialist.InputShape;
import dev.consilium.trainer.architecture.Architecture;
import dev.consilium.trainer.torch.Optimizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How specialists are trained: cross-entropy over shuffled batches of values in [0,1].
 *
 * @param input the size that images are resized to
 * @param epochs how often each image of the specialist's own classes is seen
 * @param batchSize images a step, {@link Outliers#ownPerBatch} of them of the specialist's own classes
 * @param labelSmoothing share of each answer that all outputs get evenly, from 0 to below 1
 * @param classWeights how much an image counts by its class
 * @param earlyStopping whether to stop when it gets no better; empty: all epochs, and the last one's weights
 * @param seed same seed, data and machine: same weights
 */
public record Recipe(
        Architecture architecture,
        InputShape input,
        Outliers outliers,
        int epochs,
        int batchSize,
        Optimizer optimizer,
        LearningRate learningRate,
        Augmentation augmentation,
        double labelSmoothing,
        ClassWeights classWeights,
        Optional<EarlyStopping> earlyStopping,
        long seed) {
    private static final int LARGEST_BATCH = 4096;

    public Recipe {
        architecture.requireInput(input);
        require(epochs >= 1, "epochs", epochs, "1 or more");
        require(batchSize >= 1 && batchSize <= LARGEST_BATCH, "batch size", batchSize, "1 to " + LARGEST_BATCH);
        require(
                !outliers.seesOthers() || batchSize > 1,
                "batch size",
                batchSize,
                "2 or more with outliers " + outliers.text() + ": a part of each batch are images of other classes");
        require(labelSmoothing >= 0 && labelSmoothing < 1, "label smoothing", labelSmoothing, "from 0 to below 1");
    }

    /** The usual one of an architecture; for simple-cnn without anything done about outliers the published one to the letter. */
    public static Recipe of(Architecture architecture, Outliers outliers) {
        return UsualRecipe.of(architecture, outliers);
    }

    /** With images of another size. */
    public Recipe withInput(InputShape size) {
        return with(parts -> parts.input = size);
    }

    public Recipe withEpochs(int count) {
        return with(parts -> parts.epochs = count);
    }

    public Recipe withBatchSize(int images) {
        return with(parts -> parts.batchSize = images);
    }

    public Recipe withOptimizer(Optimizer other) {
        return with(parts -> parts.optimizer = other);
    }

    public Recipe withLearningRate(LearningRate other) {
        return with(parts -> parts.learningRate = other);
    }

    public Recipe withAugmentation(Augmentation other) {
        return with(parts -> parts.augmentation = other);
    }

    public Recipe withLabelSmoothing(double share) {
        return with(parts -> parts.labelSmoothing = share);
    }

    public Recipe withClassWeights(ClassWeights weights) {
        return with(parts -> parts.classWeights = weights);
    }

    public Recipe withSeed(long other) {
        return with(parts -> parts.seed = other);
    }

    /** With a part of the training images held out, and an end when the loss on them falls no more. */
    public Recipe withEarlyStopping(EarlyStopping stopping) {
        return with(parts -> parts.earlyStopping = Optional.of(stopping));
    }

    /** As a package's manifest tells it, with how to read a probability from a confidence. */
    public Map<String, String> described() {
        Map<String, String> described = new HashMap<>(optimizer.described());
        described.put("architecture", architecture.text());
        described.put("outliers", outliers.text());
        described.put("probability", outliers.probability());
        described.put("epochs", Integer.toString(epochs));
        described.put("batchSize", Integer.toString(batchSize));
        described.put("optimizer", optimizer.text());
        described.put("learningRate", Double.toString(learningRate.peak()));
        described.put("warmup", Double.toString(learningRate.warmup()));
        described.put("schedule", learningRate.schedule().text());
        described.put("flip", Boolean.toString(augmentation.flip()));
        described.put("crop", Integer.toString(augmentation.crop()));
        described.put("colorJitter", Double.toString(augmentation.colorJitter()));
        described.put("labelSmoothing", Double.toString(labelSmoothing));
        described.put("classWeights", classWeights.text());
        earlyStopping.ifPresent(stopping -> {
            described.put("earlyStopping", Integer.toString(stopping.patience()));
            described.put("heldOut", Double.toString(stopping.share()));
        });
        described.put("seed", Long.toString(seed));
        return Map.copyOf(described);
    }

    private Recipe with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.together();
    }

    private static void require(boolean holds, String what, Object value, String right) {
        if (!holds) {
            throw new IllegalArgumentException("The " + what + " is " + value + ": it must be " + right + ".");
        }
    }

    /** What can be chosen for an architecture and its outliers, on its way from one recipe to the next. */
    private static final class Parts {
        private final Recipe from;
        private InputShape input;
        private int epochs;
        private int batchSize;
        private Optimizer optimizer;
        private LearningRate learningRate;
        private Augmentation augmentation;
        private double labelSmoothing;
        private ClassWeights classWeights;
        private Optional<EarlyStopping> earlyStopping;
        private long seed;

        Parts(Recipe from) {
            this.from = from;
            this.input = from.input;
            this.epochs = from.epochs;
            this.batchSize = from.batchSize;
            this.optimizer = from.optimizer;
            this.learningRate = from.learningRate;
            this.augmentation = from.augmentation;
            this.labelSmoothing = from.labelSmoothing;
            this.classWeights = from.classWeights;
            this.earlyStopping = from.earlyStopping;
            this.seed = from.seed;
        }

        Recipe together() {
            return new Recipe(
                    from.architecture,
                    input,
                    from.outliers,
                    epochs,
                    batchSize,
                    optimizer,
                    learningRate,
                    augmentation,
                    labelSmoothing,
                    classWeights,
                    earlyStopping,
                    seed);
        }
    }
}
