package dev.consilium.trainer;

import dev.consilium.specialist.SpecialistPackage;
import java.time.Duration;

/**
 * A specialist whose training has ended.
 *
 * @param written its package on disk
 * @param loss mean over the last epoch
 * @param inSubset accuracy among its own classes, on images that training never saw; NaN when there were none
 * @param wall how long the training took, without the reading of the data and the writing of the package
 */
public record TrainedSpecialist(SpecialistPackage written, double loss, double inSubset, Duration wall) {}
