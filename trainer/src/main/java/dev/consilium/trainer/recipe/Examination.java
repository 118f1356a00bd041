package dev.consilium.trainer.recipe;

import dev.consilium.trainer.data.DecodedBatches;
import dev.consilium.trainer.data.Prefetch;
import dev.consilium.trainer.recipe.Epoch.HeldOut;
import dev.consilium.trainer.torch.TrainableModule;
import dev.consilium.trainer.torch.TrainingBatch;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Measures a module in training on images that it is not trained on. Owned by the thread that trains. */
final class Examination {
    /** A probability below it counts as it: a single image that was surely wrong would else decide alone. */
    private static final double LEAST = 1e-7;

    private final List<Integer> classes;
    private final Outliers outliers;
    private final Prefetch images;
    private final Answers answers;
    private final int[] indices;

    /** @param indices of the images to measure on */
    Examination(List<Integer> classes, Outliers outliers, Prefetch images, Answers answers, int[] indices) {
        this.classes = classes;
        this.outliers = outliers;
        this.images = images;
        this.answers = answers;
        this.indices = indices;
    }

    /** @param batch whose content is replaced */
    HeldOut measure(TrainableModule module, TrainingBatch batch) throws InterruptedException {
        Sum sum = new Sum();
        OwnAccuracy accuracy = new OwnAccuracy(classes);
        try (DecodedBatches parts = images.over(parts(batch.capacity()))) {
            while (parts.hasNext()) {
                DecodedBatches.Batch part = parts.next();
                batch.clear();
                for (int i = 0; i < part.size(); i++) {
                    batch.add(part.rgb(i), answers.to(part.label(i)));
                }
                float[] probabilities = module.probabilities(batch);
                for (int i = 0; i < part.size(); i++) {
                    accuracy.add(part.label(i), probabilities, i * classes.size());
                    add(sum, part.label(i), probabilities, i * classes.size());
                }
            }
        }
        return new HeldOut(sum.loss / sum.weight, accuracy.share());
    }

    private Iterator<int[]> parts(int size) {
        return IntStream.iterate(0, from -> from < indices.length, from -> from + size)
                .mapToObj(from -> Arrays.copyOfRange(indices, from, Math.min(indices.length, from + size)))
                .iterator();
    }

    private void add(Sum sum, int label, float[] probabilities, int row) {
        int own = classes.indexOf(label);
        if (own >= 0) {
            sum.add(probabilities[row + own], answers.weight(label));
        } else if (outliers == Outliers.REJECT) {
            // The half fold's: 1 - m, with m = 2c - 1.
            int best = OwnAccuracy.best(probabilities, row, classes.size());
            sum.add(2 * (1 - (double) probabilities[row + best]), 1);
        } else if (outliers == Outliers.UNIFORM) {
            double mean = 0;
            for (int k = 0; k < classes.size(); k++) {
                mean += Math.log(Math.max(LEAST, probabilities[row + k])) / classes.size();
            }
            sum.add(Math.exp(mean), 1);
        }
    }

    private static final class Sum {
        private double loss;
        private double weight;

        void add(double probability, double imageWeight) {
            loss -= imageWeight * Math.log(Math.max(LEAST, probability));
            weight += imageWeight;
        }
    }
}
