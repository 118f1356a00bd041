package dev.consilium.trainer.stream;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Outcome;
import dev.consilium.avro.Prediction;
import java.util.Comparator;

/**
 * How much is to be learnt from an image, as far as its prediction tells. What abstained comes first, then what was decided by less.
 *
 * @param abstained whether the outcome was ABSTAINED
 * @param margin the largest confidence of the consultation less the second largest: what the specialist that answered was ahead by. Where one
 *     specialist alone was heard, its confidence. From 0 to 1; opinions without a vote do not count
 */
record Doubt(boolean abstained, double margin) implements Comparable<Doubt> {

    private static final Comparator<Doubt> ORDER =
            Comparator.comparing(Doubt::abstained, Comparator.reverseOrder()).thenComparingDouble(Doubt::margin);

    static Doubt of(Prediction prediction) {
        double best = 0;
        double second = 0;
        for (Confidence opinion : prediction.getConsultation()) {
            double confidence = opinion.getConfidence();
            second = Math.max(second, Math.min(best, confidence));
            best = Math.max(best, confidence);
        }
        return new Doubt(prediction.getOutcome() == Outcome.ABSTAINED, best - second);
    }

    /** The greater doubt first. */
    @Override
    public int compareTo(Doubt other) {
        return ORDER.compare(this, other);
    }
}
