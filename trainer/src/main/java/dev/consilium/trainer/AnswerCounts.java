package dev.consilium.trainer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** How often a class was answered as which, for a specialist's own classes. One thread. */
final class AnswerCounts {
    /** So much better must another order be that no poor training explains it. */
    private static final double CLEARLY = 1.5;

    private final List<Integer> classes;
    private final int[][] counts;
    private int images;

    /** @param classes global indices in the order of the logits */
    AnswerCounts(List<Integer> classes) {
        this.classes = List.copyOf(classes);
        counts = new int[classes.size()][classes.size()];
    }

    void add(int label, int answer) {
        counts[classes.indexOf(label)][classes.indexOf(answer)]++;
        images++;
    }

    int images() {
        return images;
    }

    int right() {
        return rightInOrder(classes);
    }

    /** How many would be right, were this the order of the logits. */
    int rightInOrder(List<Integer> order) {
        int right = 0;
        for (int logit = 0; logit < counts.length; logit++) {
            right += counts[classes.indexOf(order.get(logit))][logit];
        }
        return right;
    }

    /** The order in which each logit is most often right, if that is an order of the classes and clearly better; else empty. */
    List<Integer> betterOrder() {
        List<Integer> order = new ArrayList<>();
        for (int logit = 0; logit < counts.length; logit++) {
            int best = logit;
            for (int label = 0; label < counts.length; label++) {
                if (counts[label][logit] > counts[best][logit]) {
                    best = label;
                }
            }
            order.add(classes.get(best));
        }
        boolean usable = new HashSet<>(order).size() == order.size() && !order.equals(classes);
        return usable && rightInOrder(order) > CLEARLY * right() ? order : List.of();
    }
}
