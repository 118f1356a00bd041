package dev.consilium.ops.demo;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Prediction;

/**
 * How right the predictions of one line-up of versions are. Immutable.
 *
 * @param judged labelled predictions
 * @param routed those that name the label
 * @param rightSpecialist those that were answered by the specialist that knows the label's class
 * @param inSubset those for which that specialist's own opinion names the label, whether or not it was the one to answer
 */
record Score(long judged, long routed, long rightSpecialist, long inSubset) {
    static final Score NONE = new Score(0, 0, 0, 0);

    /**
     * This score and one prediction more.
     *
     * @param label the class that the image has
     * @param owner the specialist that knows it
     */
    Score plus(Prediction prediction, String label, String owner) {
        boolean known = prediction.getConsultation().stream()
                .anyMatch(opinion -> opinion.getSpecialist().equals(owner) && names(opinion, label));
        return new Score(
                judged + 1,
                routed + (prediction.getClassName().equals(label) ? 1 : 0),
                rightSpecialist + (prediction.getSpecialist().equals(owner) ? 1 : 0),
                inSubset + (known ? 1 : 0));
    }

    double routedShare() {
        return (double) routed / judged;
    }

    double rightSpecialistShare() {
        return (double) rightSpecialist / judged;
    }

    double inSubsetShare() {
        return (double) inSubset / judged;
    }

    private static boolean names(Confidence opinion, String label) {
        return opinion.getClassName().equals(label);
    }
}
