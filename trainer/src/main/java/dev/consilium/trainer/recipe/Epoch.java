package dev.consilium.trainer.recipe;

import java.time.Duration;
import java.util.Optional;

/**
 * What one pass over the images came to.
 *
 * @param number from 1
 * @param images trained on, with those of other classes
 * @param wall how long that took, without the measuring on what is held out
 * @param loss mean over the batches, each before its step, with class weights
 * @param accuracy share of the own images that got their class, each before its step
 * @param learningRate of the last step
 * @param heldOut on images that are not trained on, after the epoch; empty without early stopping
 */
public record Epoch(
        int number,
        long images,
        Duration wall,
        double loss,
        double accuracy,
        double learningRate,
        Optional<HeldOut> heldOut) {

    /** NaN when the clock did not move. */
    public double imagesPerSecond() {
        return wall.isZero() ? Double.NaN : images * 1e9 / wall.toNanos();
    }

    /**
     * A measurement with the module as it would serve.
     *
     * @param loss mean over all images, each as much as its class's weight says: of an own one minus the logarithm of its class's probability,
     *     of another's that of refusing it
     * @param accuracy share of the own images that get their class; NaN when there is none
     */
    public record HeldOut(double loss, double accuracy) {}
}
