package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.report.Figures;

/**
 * What became of the images.
 *
 * @param images the broker holds
 * @param lost without an answer
 * @param duplicated answers to images that had one already
 * @param outOfOrder answers that have overtaken another of their partition
 * @param misplaced answers in another partition than their image
 * @param badVersionPredictions that name a version that may not answer
 */
record Fates(
        long images,
        long lost,
        long duplicated,
        long outOfOrder,
        long misplaced,
        long deadLetters,
        long badVersionPredictions) {

    static final Fates NONE = new Fates(0, 0, 0, 0, 0, 0, 0);

    Fates plus(Fates other) {
        return new Fates(
                images + other.images,
                lost + other.lost,
                duplicated + other.duplicated,
                outOfOrder + other.outOfOrder,
                misplaced + other.misplaced,
                deadLetters + other.deadLetters,
                badVersionPredictions + other.badVersionPredictions);
    }

    /** All but the number of images. */
    void addTo(Figures figures) {
        figures.with("lost", lost)
                .with("duplicated", duplicated)
                .with("outOfOrder", outOfOrder)
                .with("misplaced", misplaced)
                .with("deadLetters", deadLetters)
                .with("badVersionPredictions", badVersionPredictions);
    }
}
