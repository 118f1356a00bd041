package dev.consilium.trainer.recipe;

import dev.consilium.trainer.data.DecodedImages;
import dev.consilium.trainer.plan.PlannedSpecialist;
import dev.consilium.trainer.recipe.TrainingListener.Progress;
import dev.consilium.trainer.torch.TrainableModule;
import dev.consilium.trainer.torch.TrainingBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/** The training of one specialist. Used once, by one thread; interrupting that thread ends it after the batch at hand. */
public final class SpecialistTraining {
    private final PlannedSpecialist specialist;
    private final Recipe recipe;
    private final DecodedImages images;
    private final TrainingListener listener;
    private final TrainingBatch batch;
    private final Batches batches;
    private final Answers answers;
    private final Augmenter augmenter;
    private final double ownShare;

    private long trained;
    private double lossSum;
    private long lossCount;

    /**
     * @param images of all classes; their shape is the architecture's
     * @throws IllegalArgumentException when a class has no image, or there is none of other classes to learn from
     */
    public SpecialistTraining(
            PlannedSpecialist specialist, Recipe recipe, DecodedImages images, TrainingListener listener) {
        this.specialist = specialist;
        this.recipe = recipe;
        this.images = images;
        this.listener = listener;
        int[] own = indices(true);
        requireAllClasses(own);
        batch = new TrainingBatch(
                images.shape(),
                recipe.batchSize(),
                recipe.outliers().outputs(specialist.classes().size()));
        // Not the seed alone: two specialists would draw the same order.
        long seed = recipe.seed() * 31 + specialist.classes().hashCode();
        answers = new Answers(specialist.classes(), recipe.outliers(), recipe.labelSmoothing());
        augmenter = new Augmenter(recipe.augmentation(), images.shape(), seed);
        if (recipe.outliers().seesOthers()) {
            int[] others = indices(false);
            if (others.length == 0) {
                throw new IllegalArgumentException("Specialist " + specialist.name()
                        + " knows all classes that there are images of: outliers "
                        + recipe.outliers().text() + " needs images of others.");
            }
            batches = Batches.ofOwnAndOthers(own, others, recipe.batchSize(), seed);
        } else {
            batches = Batches.ofOwn(own, recipe.batchSize(), seed);
        }
        ownShare = (double) own.length / images.size();
    }

    /**
     * Trains and writes the module in eval mode.
     *
     * @param start a template
     * @param fresh whether to make the head and draw the first weights; otherwise training goes on from those of {@code start}
     * @return the mean loss of the last epoch
     * @throws CancellationException when the thread was interrupted
     */
    public double train(Path start, boolean fresh, Path target) throws IOException {
        try (TrainableModule module = TrainableModule.load(start, recipe.optimizer())) {
            if (fresh) {
                module.initialise(
                        recipe.outliers().outputs(specialist.classes().size()),
                        recipe.outliers() == Outliers.REJECT,
                        recipe.seed());
            }
            if (recipe.outliers() == Outliers.REJECT) {
                // Half of a training batch are own images (log-odds 0); the prior restores their natural share.
                module.setPrior(Math.log((1 - ownShare) / ownShare));
            }
            long total = totalImages();
            listener.started(specialist.name(), total);
            Progress progress = new Progress(specialist.name(), 1, recipe.epochs(), 0, total, Double.NaN);
            for (int epoch = 1; epoch <= recipe.epochs(); epoch++) {
                progress = epoch(module, epoch, total);
            }
            module.write(target);
            listener.finished(progress);
            return progress.loss();
        }
    }

    private Progress epoch(TrainableModule module, int epoch, long total) {
        lossSum = 0;
        lossCount = 0;
        augmenter.startEpoch(epoch);
        batches.epoch(indices -> {
            if (Thread.interrupted()) {
                throw new CancellationException("The training of " + specialist.name() + " was stopped.");
            }
            batch.clear();
            for (int index : indices) {
                batch.add(augmenter.view(images.pixels(index).rgb()), answers.to(images.label(index)));
            }
            double rate =
                    recipe.learningRate().at((double) trained / total, (double) (trained + indices.length) / total);
            float loss = module.step(batch, rate);
            if (!Float.isFinite(loss)) {
                throw new IllegalStateException("The loss of " + specialist.name() + " is " + loss + " in epoch "
                        + epoch + ": lower the learning rate, which is "
                        + recipe.learningRate().peak() + ".");
            }
            trained += indices.length;
            lossSum += (double) loss * indices.length;
            lossCount += indices.length;
            listener.advanced(progress(epoch, total));
        });
        return progress(epoch, total);
    }

    private Progress progress(int epoch, long total) {
        return new Progress(specialist.name(), epoch, recipe.epochs(), trained, total, lossSum / lossCount);
    }

    private long totalImages() {
        long perEpoch = IntStream.range(0, images.size()).filter(this::isOwn).count();
        return perEpoch * recipe.epochs() * (recipe.outliers().seesOthers() ? 2 : 1);
    }

    private boolean isOwn(int index) {
        return specialist.classes().contains(images.label(index));
    }

    private int[] indices(boolean own) {
        return IntStream.range(0, images.size())
                .filter(index -> isOwn(index) == own)
                .toArray();
    }

    private void requireAllClasses(int[] own) {
        List<Integer> missing = specialist.classes().stream()
                .filter(wanted -> IntStream.of(own).noneMatch(index -> images.label(index) == wanted))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "Specialist " + specialist.name() + " has no training image of classes " + missing + ".");
        }
    }
}
