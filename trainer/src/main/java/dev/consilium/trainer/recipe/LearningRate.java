package dev.consilium.trainer.recipe;

/**
 * The learning rate in the course of a training: up evenly from nothing to the peak, then down as the schedule says.
 *
 * @param peak above 0
 * @param warmup share of the training in which it rises, from 0 to below 1
 * @param schedule what it does after
 */
public record LearningRate(double peak, double warmup, Schedule schedule) {
    public LearningRate {
        if (!(peak > 0 && peak <= 10)) {
            throw new IllegalArgumentException("The learning rate is " + peak + ": it must be above 0 and at most 10.");
        }
        if (!(warmup >= 0 && warmup < 1)) {
            throw new IllegalArgumentException(
                    "The warm-up is " + warmup + " of the training: it must be from 0 to below 1, like 0.2.");
        }
    }

    /** Without warm-up. */
    public static LearningRate of(double peak, Schedule schedule) {
        return new LearningRate(peak, 0, schedule);
    }

    /**
     * For a step.
     *
     * @param before share of the training that is behind before the step, from 0
     * @param after share of the training that is behind after it, at most 1
     */
    double at(double before, double after) {
        // By the end of the step: by its start, the first would be made with a rate of nothing.
        if (after < warmup) {
            return peak * (after / warmup);
        }
        return peak * schedule.factor(Math.max(0, (before - warmup) / (1 - warmup)));
    }
}
