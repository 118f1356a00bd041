package dev.consilium.trainer.evaluate;

import java.util.List;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * McNemar's exact test: are two rosters equally often right on the same images? Only the images count on which one of them is right.
 *
 * @param onlyFirst images that only the first answered right
 * @param onlySecond images that only the second answered right
 * @param pValue how likely so large a difference, in either direction, would be if they were equally good
 */
record McNemar(int onlyFirst, int onlySecond, double pValue) {
    private static final double EVEN = 0.5;

    static McNemar of(List<Verdict> first, List<Verdict> second) {
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int i = 0; i < first.size(); i++) {
            if (first.get(i).routed() != second.get(i).routed()) {
                onlyFirst += Measure.ROUTED.of(first.get(i));
                onlySecond += Measure.ROUTED.of(second.get(i));
            }
        }
        int differing = onlyFirst + onlySecond;
        double pValue = differing == 0
                ? 1
                : BinomialTest.withDefaults().test(differing, onlyFirst, EVEN).getPValue();
        return new McNemar(onlyFirst, onlySecond, pValue);
    }
}
