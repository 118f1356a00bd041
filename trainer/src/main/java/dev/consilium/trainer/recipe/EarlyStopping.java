package dev.consilium.trainer.recipe;

/**
 * A training that stops when it gets no better: after each epoch the loss on a part of the training images that it does not train on is
 * measured, and the weights of the best epoch are kept.
 *
 * @param patience how many epochs may pass without a better one, 1 or more
 * @param share of the training images that is held out, above 0 to a half
 */
public record EarlyStopping(int patience, double share) {
    /** What is held out when nothing is said. */
    public static final double USUAL_SHARE = 0.1;

    public EarlyStopping {
        if (patience < 1) {
            throw new IllegalArgumentException("The patience is " + patience + " epochs: it must be 1 or more.");
        }
        if (!(share > 0 && share <= 0.5)) {
            throw new IllegalArgumentException(
                    "The share that is held out is " + share + ": it must be above 0 and at most 0.5.");
        }
    }
}
