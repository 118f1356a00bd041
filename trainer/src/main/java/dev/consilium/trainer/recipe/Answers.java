package dev.consilium.trainer.recipe;

import java.util.Arrays;
import java.util.List;

/**
 * What a specialist should answer to images, by class: one probability an output. Immutable.
 *
 * <p>With label smoothing s, an answer is (1 - s) of itself and s of all outputs evenly, as in PyTorch's cross-entropy.
 */
final class Answers {
    private final List<Integer> classes;
    private final float[][] own;
    private final float[] others;

    /** @param classes global indices of the specialist's classes */
    Answers(List<Integer> classes, Outliers outliers, double smoothing) {
        this.classes = classes;
        int outputs = outliers.outputs(classes.size());
        own = new float[classes.size()][];
        for (int output = 0; output < own.length; output++) {
            own[output] = sure(outputs, output, smoothing);
        }
        others = outliers == Outliers.REJECT ? sure(outputs, classes.size(), smoothing) : undecided(outputs);
    }

    /** The answer to an image of a class, be it the specialist's own or not. */
    float[] to(int label) {
        int output = classes.indexOf(label);
        return output < 0 ? others : own[output];
    }

    private static float[] sure(int outputs, int output, double smoothing) {
        float[] answer = new float[outputs];
        Arrays.fill(answer, (float) (smoothing / outputs));
        answer[output] = (float) (1 - smoothing + smoothing / outputs);
        return answer;
    }

    private static float[] undecided(int outputs) {
        float[] answer = new float[outputs];
        Arrays.fill(answer, 1f / outputs);
        return answer;
    }
}
