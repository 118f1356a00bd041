package dev.consilium.trainer.evaluate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Two rosters on the same images: those that count for both.
 *
 * @param images how many those are
 * @param differences of the shares
 * @param mcNemar whether one of them answers more of them right
 */
record Comparison(int images, Map<Measure, Difference> differences, McNemar mcNemar) {

    /**
     * A share of both.
     *
     * @param interval of the first less the second
     */
    record Difference(double first, double second, Interval interval) {
        double value() {
            return first - second;
        }
    }

    Comparison {
        differences = Map.copyOf(differences);
    }

    Difference of(Measure measure) {
        return Objects.requireNonNull(differences.get(measure));
    }

    static Comparison of(Judgement first, Judgement second) {
        Map<Integer, Verdict> byImage = new HashMap<>();
        second.verdicts().forEach(verdict -> byImage.put(verdict.image(), verdict));
        List<Verdict> ours = new ArrayList<>();
        List<Verdict> theirs = new ArrayList<>();
        for (Verdict verdict : first.verdicts()) {
            Verdict other = byImage.get(verdict.image());
            if (other != null) {
                ours.add(verdict);
                theirs.add(other);
            }
        }
        return new Comparison(ours.size(), differences(ours, theirs), McNemar.of(ours, theirs));
    }

    private static Map<Measure, Difference> differences(List<Verdict> ours, List<Verdict> theirs) {
        Map<Measure, Interval> intervals = Bootstrap.of(measure -> {
            int[] each = new int[ours.size()];
            for (int i = 0; i < each.length; i++) {
                each[i] = measure.of(ours.get(i)) - measure.of(theirs.get(i));
            }
            return each;
        });
        Map<Measure, Difference> byMeasure = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            byMeasure.put(
                    measure,
                    new Difference(
                            mean(measure, ours),
                            mean(measure, theirs),
                            intervals.getOrDefault(measure, Interval.NONE)));
        }
        return byMeasure;
    }

    private static double mean(Measure measure, List<Verdict> verdicts) {
        return verdicts.stream().mapToInt(measure::of).average().orElse(Double.NaN);
    }
}
