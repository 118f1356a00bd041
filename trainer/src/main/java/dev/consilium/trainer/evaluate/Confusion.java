package dev.consilium.trainer.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Which classes are taken for which.
 *
 * @param classes global indices, ascending: those of the images and of the answers
 * @param counts by the image's class, then the answer's, in the order of {@code classes}
 */
record Confusion(List<Integer> classes, List<List<Long>> counts) {

    /** A kind of mistake. */
    record Pair(int label, int answer, long images) {}

    static Confusion of(List<Verdict> verdicts) {
        TreeSet<Integer> seen = new TreeSet<>();
        for (Verdict verdict : verdicts) {
            seen.add(verdict.label());
            seen.add(verdict.answer().classIndex());
        }
        List<Integer> classes = List.copyOf(seen);
        int[] position = new int[classes.isEmpty() ? 0 : classes.get(classes.size() - 1) + 1];
        for (int i = 0; i < classes.size(); i++) {
            position[classes.get(i)] = i;
        }
        long[][] counted = new long[classes.size()][classes.size()];
        for (Verdict verdict : verdicts) {
            counted[position[verdict.label()]][position[verdict.answer().classIndex()]]++;
        }
        return new Confusion(
                classes,
                Arrays.stream(counted)
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList());
    }

    /** The most frequent kinds of mistakes. */
    List<Pair> mostFrequent(int limit) {
        List<Pair> pairs = new ArrayList<>();
        for (int row = 0; row < counts.size(); row++) {
            for (int column = 0; column < counts.size(); column++) {
                if (row != column && counts.get(row).get(column) > 0) {
                    pairs.add(new Pair(
                            classes.get(row),
                            classes.get(column),
                            counts.get(row).get(column)));
                }
            }
        }
        pairs.sort(Comparator.comparingLong(Pair::images).reversed());
        return List.copyOf(pairs.subList(0, Math.min(limit, pairs.size())));
    }
}
