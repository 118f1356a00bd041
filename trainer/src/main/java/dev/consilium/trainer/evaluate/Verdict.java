package dev.consilium.trainer.evaluate;

import java.util.List;

/**
 * What came of one image.
 *
 * @param image its index in what was judged
 * @param label global index of its class
 * @param owner which specialist knows the class
 * @param winner which specialist answered
 * @param opinions in the order of the rule
 */
record Verdict(int image, int label, int owner, int winner, List<Opinion> opinions) {

    /** What one specialist said. */
    record Opinion(int classIndex, float confidence) {}

    Verdict {
        opinions = List.copyOf(opinions);
    }

    Opinion answer() {
        return opinions.get(winner);
    }

    boolean routed() {
        return answer().classIndex() == label;
    }

    boolean inSubset() {
        return opinions.get(owner).classIndex() == label;
    }

    boolean rightSpecialist() {
        return winner == owner;
    }
}
