package dev.consilium.trainer.recipe;

import java.util.List;

/**
 * How a training went.
 *
 * @param epochs in their order; not empty
 * @param kept number of the epoch whose weights were written
 */
public record Trained(List<Epoch> epochs, int kept) {
    public Trained {
        epochs = List.copyOf(epochs);
    }

    /** Of the epoch whose weights were written. */
    public double loss() {
        return epochs.get(kept - 1).loss();
    }
}
