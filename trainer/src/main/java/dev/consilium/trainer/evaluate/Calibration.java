package dev.consilium.trainer.evaluate;

import dev.consilium.specialist.Specialist;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a probability is to be believed: of the answers given with 80 %, are 80 % right?
 *
 * @param bins from low to high; those without answers are left out
 * @param error mean distance between the two, weighted by the answers (expected calibration error); NaN without answers
 */
record Calibration(List<Bin> bins, double error) {
    private static final int BINS = 10;

    /**
     * Answers of like probability.
     *
     * @param probability their mean
     * @param right the share of them that were right
     */
    record Bin(double probability, double right, long answers) {}

    Calibration {
        bins = List.copyOf(bins);
    }

    static Calibration of(Judgement judgement) {
        double[] probability = new double[BINS];
        long[] right = new long[BINS];
        long[] answers = new long[BINS];
        for (Verdict verdict : judgement.verdicts()) {
            double each = probability(
                    judgement.specialists().get(verdict.winner()),
                    verdict.answer().confidence());
            int bin = Math.min(BINS - 1, (int) (each * BINS));
            probability[bin] += each;
            right[bin] += Measure.ROUTED.of(verdict);
            answers[bin]++;
        }
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (answers[bin] > 0) {
                bins.add(new Bin(probability[bin] / answers[bin], (double) right[bin] / answers[bin], answers[bin]));
                error += Math.abs(probability[bin] - right[bin])
                        / judgement.verdicts().size();
            }
        }
        return new Calibration(bins, bins.isEmpty() ? Double.NaN : error);
    }

    /** The half fold makes (1 + m) / 2 of a probability m; plain specialists mean what they say. */
    static double probability(Specialist specialist, double confidence) {
        boolean folded = "reject".equals(specialist.manifest().getRecipe().get("outliers"));
        return folded ? Math.max(0, 2 * confidence - 1) : confidence;
    }
}
