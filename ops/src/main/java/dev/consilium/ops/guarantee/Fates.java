package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.AnswerCount;
import dev.consilium.ops.demo.ImageEnds;

/**
 * What became of the images.
 *
 * @param images the broker holds
 * @param badVersionPredictions that name a bad version
 * @param partial predictions for which a specialist was missing
 */
record Fates(
        long images,
        long lost,
        long duplicated,
        long outOfOrder,
        long misplaced,
        long deadLetters,
        long badVersionPredictions,
        long partial) {

    static Fates of(AnswerCount count, ImageEnds images, Answers answers) {
        return new Fates(
                images.total(),
                count.tally().lost(images.byPartition()),
                count.tally().duplicated(),
                count.tally().outOfOrder(),
                count.tally().misplaced(),
                count.deadLetters(),
                answers.naming(),
                answers.partial());
    }
}
