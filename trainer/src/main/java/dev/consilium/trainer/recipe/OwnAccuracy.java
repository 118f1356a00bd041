package dev.consilium.trainer.recipe;

import java.util.List;

/** Counts how many of a specialist's own images get their class; those of others do not count. One thread. */
final class OwnAccuracy {
    private final List<Integer> classes;
    private long images;
    private long right;

    /** @param classes global indices in the order of the scores */
    OwnAccuracy(List<Integer> classes) {
        this.classes = classes;
    }

    /** @param scores from {@code row} on there is one for each class: the largest is the answer */
    void add(int label, float[] scores, int row) {
        int own = classes.indexOf(label);
        if (own >= 0) {
            images++;
            right += best(scores, row, classes.size()) == own ? 1 : 0;
        }
    }

    /** NaN when there was no image. */
    double share() {
        return (double) right / images;
    }

    static int best(float[] scores, int row, int classes) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
            best = scores[row + k] > scores[row + best] ? k : best;
        }
        return best;
    }
}
