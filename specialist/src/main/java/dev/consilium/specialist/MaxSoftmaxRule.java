package dev.consilium.specialist;

import dev.consilium.avro.Confidence;
import java.util.List;

/**
 * The rule that decides a consultation: whose largest probability is largest, answers.
 *
 * <p>It folds the opinions in roster order. The one that answers so far goes on answering as long as it is <em>surer</em> than the
 * next; else the next one answers. So a tie goes to the later, as in {@code label1 if max(p1) > max(p2) else label2}. Comparison is
 * in float32.
 */
public final class MaxSoftmaxRule {

    /** The rule's name in a prediction. */
    public static final String NAME = "max-softmax";

    private MaxSoftmaxRule() {}

    /**
     * Which opinion answers.
     *
     * @param opinionsInRosterOrder at least one
     * @return its index in the list
     * @throws IllegalArgumentException if there is no opinion, or if a confidence is NaN
     */
    public static int winner(List<Confidence> opinionsInRosterOrder) {
        if (opinionsInRosterOrder.isEmpty()) {
            throw new IllegalArgumentException("no opinion to decide from");
        }
        int winner = 0;
        for (int next = 0; next < opinionsInRosterOrder.size(); next++) {
            float confidence = opinionsInRosterOrder.get(next).getConfidence();
            if (Float.isNaN(confidence)) {
                throw new IllegalArgumentException(
                        "the confidence of " + opinionsInRosterOrder.get(next).getSpecialist() + " is NaN");
            }
            if (!(opinionsInRosterOrder.get(winner).getConfidence() > confidence)) {
                winner = next;
            }
        }
        return winner;
    }
}
