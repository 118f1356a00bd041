package dev.consilium.trainer.recipe;

import dev.consilium.trainer.recipe.Epoch.HeldOut;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What the batches of an epoch came to so far. Owned by the thread that trains. */
final class RunningEpoch {
    private final int number;
    private final OwnAccuracy accuracy;
    private final InstantSource clock;
    private final Instant began;
    private long images;
    private double lossSum;
    private double rate;

    /** @param classes global indices of the specialist's classes, in the order of its outputs */
    RunningEpoch(int number, List<Integer> classes, InstantSource clock) {
        this.number = number;
        this.clock = clock;
        accuracy = new OwnAccuracy(classes);
        began = clock.instant();
    }

    int number() {
        return number;
    }

    /**
     * Takes up a batch.
     *
     * @param labels classes of its images
     * @param logits of each image, row by row
     * @param rate of its step
     */
    void add(int[] labels, float loss, float[] logits, double rate) {
        for (int i = 0; i < labels.length; i++) {
            accuracy.add(labels[i], logits, i * (logits.length / labels.length));
        }
        images += labels.length;
        lossSum += (double) loss * labels.length;
        this.rate = rate;
    }

    double loss() {
        return lossSum / images;
    }

    Duration wall() {
        return Duration.between(began, clock.instant());
    }

    /** @param wall of its batches alone */
    Epoch ended(Duration wall, Optional<HeldOut> heldOut) {
        return new Epoch(number, images, wall, loss(), accuracy.share(), rate, heldOut);
    }
}
