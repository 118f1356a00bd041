package dev.consilium.ops.bench.training;

import java.util.List;

/**
 * The training of all specialists of a plan, from the first step of the first to the last step of the last.
 *
 * @param seconds wall
 * @param images trained on, over all epochs and specialists
 * @param losses of the last epoch, by specialist in the plan's order
 */
record TrainingSpan(double seconds, long images, List<Double> losses) {

    TrainingSpan {
        losses = List.copyOf(losses);
    }

    double imagesPerSecond() {
        return images / seconds;
    }
}
