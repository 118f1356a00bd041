package dev.consilium.specialist;

/** Softmax in float32, as PyTorch computes it: doubles would separate what is a tie there. */
final class Softmax {

    private Softmax() {}

    /** Probabilities of {@code count} finite logits that start at {@code offset}. */
    static float[] of(float[] logits, int offset, int count) {
        float max = logits[offset];
        for (int k = 1; k < count; k++) {
            max = Math.max(max, logits[offset + k]);
        }
        float[] probabilities = new float[count];
        float sum = 0;
        for (int k = 0; k < count; k++) {
            probabilities[k] = (float) Math.exp(logits[offset + k] - max);
            sum += probabilities[k];
        }
        for (int k = 0; k < count; k++) {
            probabilities[k] /= sum;
        }
        return probabilities;
    }

    /** Index of the largest value; of equal ones the first. */
    static int largest(float[] probabilities) {
        int best = 0;
        for (int k = 1; k < probabilities.length; k++) {
            if (probabilities[k] > probabilities[best]) {
                best = k;
            }
        }
        return best;
    }
}
