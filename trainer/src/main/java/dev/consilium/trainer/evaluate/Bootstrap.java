package dev.consilium.trainer.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Intervals by resampling: the images are drawn anew, with replacement, and the means of that are looked at (percentile bootstrap). The
 * same data give the same intervals. It tells how much other images of the same kind would change a figure, not how much another training
 * would.
 */
final class Bootstrap {
    private static final int RESAMPLES = 2000;
    private static final double TAIL = 0.025;
    private static final long SEED = 1;

    private Bootstrap() {}

    /**
     * The interval of the mean of each measure.
     *
     * @param values of each image
     */
    static Map<Measure, Interval> of(Function<Measure, int[]> values) {
        List<Measure> measures = List.of(Measure.values());
        List<Interval> found = ofMeans(measures.stream().map(values).toList());
        Map<Measure, Interval> intervals = new EnumMap<>(Measure.class);
        for (int m = 0; m < found.size(); m++) {
            intervals.put(measures.get(m), found.get(m));
        }
        return intervals;
    }

    /**
     * One interval for the mean of each measure.
     *
     * @param measures values by image, equally many
     */
    static List<Interval> ofMeans(List<int[]> measures) {
        int images = measures.get(0).length;
        if (images == 0) {
            return Collections.nCopies(measures.size(), Interval.NONE);
        }
        double[][] means = new double[measures.size()][RESAMPLES];
        SplittableRandom random = new SplittableRandom(SEED);
        int[] drawn = new int[images];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            for (int i = 0; i < images; i++) {
                drawn[i] = random.nextInt(images);
            }
            for (int m = 0; m < means.length; m++) {
                means[m][resample] = mean(measures.get(m), drawn);
            }
        }
        List<Interval> intervals = new ArrayList<>();
        for (double[] each : means) {
            double[] bounds = Quantile.withDefaults().evaluate(each, TAIL, 1 - TAIL);
            intervals.add(new Interval(bounds[0], bounds[1]));
        }
        return intervals;
    }

    private static double mean(int[] values, int[] drawn) {
        long sum = 0;
        for (int index : drawn) {
            sum += values[index];
        }
        return (double) sum / drawn.length;
    }
}
