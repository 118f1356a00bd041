package dev.consilium.trainer.recipe;

import java.time.Duration;
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

    /** Over all epochs, without the measuring on what is held out. */
    public Duration wall() {
        return epochs.stream().map(Epoch::wall).reduce(Duration.ZERO, Duration::plus);
    }

    /** Trained on, over all epochs; NaN when the clock did not move. */
    public double imagesPerSecond() {
        long images = epochs.stream().mapToLong(Epoch::images).sum();
        return wall().isZero() ? Double.NaN : images * 1e9 / wall().toNanos();
    }

    /** The one whose weights were written. */
    public Epoch keptEpoch() {
        return epochs.get(kept - 1);
    }

    /** Of the epoch whose weights were written. */
    public double loss() {
        return keptEpoch().loss();
    }
}
