package dev.consilium.trainer;

import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.trainer.recipe.Trained;
import java.time.Duration;

/**
 * A specialist whose training has ended.
 *
 * @param written its package on disk
 * @param trained how it went, epoch by epoch
 * @param inSubset accuracy among its own classes, on images that training never saw; NaN when there were none
 * @param wall how long the training took, without the reading of the data and the writing of the package
 */
public record TrainedSpecialist(SpecialistPackage written, Trained trained, double inSubset, Duration wall) {

    /** Mean over the epoch whose weights were kept: the last one without early stopping. */
    public double loss() {
        return trained.loss();
    }
}
