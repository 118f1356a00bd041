package dev.consilium.trainer.recipe;

import dev.consilium.trainer.data.DecodedImages;
import dev.consilium.trainer.recipe.Epoch.HeldOut;
import dev.consilium.trainer.torch.TrainableModule;
import dev.consilium.trainer.torch.TrainingBatch;
import java.util.List;

/** Measures a module in training on images that it is not trained on. Owned by the thread that trains. */
final class Examination {
    /** A probability below it counts as it: a single image that was surely wrong would else decide alone. */
    private static final double LEAST = 1e-7;

    private final List<Integer> classes;
    private final Outliers outliers;
    private final DecodedImages images;
    private final Answers answers;
    private final int[] indices;

    /** @param indices of the images to measure on */
    Examination(List<Integer> classes, Outliers outliers, DecodedImages images, Answers answers, int[] indices) {
        this.classes = classes;
        this.outliers = outliers;
        this.images = images;
        this.answers = answers;
        this.indices = indices;
    }

    /** @param batch whose content is replaced */
    HeldOut measure(TrainableModule module, TrainingBatch batch) {
        Sum sum = new Sum();
        OwnAccuracy accuracy = new OwnAccuracy(classes);
        for (int from = 0; from < indices.length; from += batch.capacity()) {
            int count = Math.min(batch.capacity(), indices.length - from);
            batch.clear();
            for (int i = 0; i < count; i++) {
                int index = indices[from + i];
                batch.add(images.pixels(index).rgb(), answers.to(images.label(index)));
            }
            float[] probabilities = module.probabilities(batch);
            for (int i = 0; i < count; i++) {
                int label = images.label(indices[from + i]);
                accuracy.add(label, probabilities, i * classes.size());
                add(sum, label, probabilities, i * classes.size());
            }
        }
        return new HeldOut(sum.loss / sum.weight, accuracy.share());
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
