package dev.consilium.trainer.recipe;

import java.util.Arrays;
import java.util.List;

/**
 * What a specialist should answer to images, by class: one probability an output, times how much the image counts. Immutable.
 *
 * <p>With label smoothing s, an answer is (1 - s) of itself and s of all outputs evenly, as in PyTorch's cross-entropy. The weight is the
 * image's and so its whole answer's: one to be undecided stays undecided, and images of other classes count 1.
 */
final class Answers {
    private final List<Integer> classes;
    private final double[] weights;
    private final float[][] own;
    private final OtherClasses otherClasses;
    private final float[][] others;

    /**
     * Prepares.
     *
     * @param classes global indices of the specialist's classes
     * @param otherClasses those with outputs of their own; none: their images are to leave it undecided
     * @param weights how much an image of each of its classes counts
     */
    Answers(List<Integer> classes, OtherClasses otherClasses, double smoothing, double[] weights) {
        this.classes = classes;
        this.weights = weights.clone();
        this.otherClasses = otherClasses;
        int outputs = classes.size() + otherClasses.count();
        own = new float[classes.size()][];
        for (int output = 0; output < own.length; output++) {
            own[output] = sure(outputs, output, smoothing, weights[output]);
        }
        others = new float[Math.max(1, otherClasses.count())][];
        for (int output = 0; output < others.length; output++) {
            others[output] = otherClasses.count() == 0
                    ? undecided(outputs)
                    : sure(outputs, classes.size() + output, smoothing, 1);
        }
    }

    /** The answer to an image of a class, be it the specialist's own or not. */
    float[] to(int label) {
        int output = classes.indexOf(label);
        if (output >= 0) {
            return own[output];
        }
        return others[otherClasses.count() == 0 ? 0 : otherClasses.indexOf(label)];
    }

    /** How much an image of a class counts. */
    double weight(int label) {
        int output = classes.indexOf(label);
        return output < 0 ? 1 : weights[output];
    }

    private static float[] sure(int outputs, int output, double smoothing, double weight) {
        float[] answer = new float[outputs];
        Arrays.fill(answer, (float) (weight * smoothing / outputs));
        answer[output] = (float) (weight * (1 - smoothing + smoothing / outputs));
        return answer;
    }

    private static float[] undecided(int outputs) {
        float[] answer = new float[outputs];
        Arrays.fill(answer, 1f / outputs);
        return answer;
    }
}
