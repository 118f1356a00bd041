package dev.consilium.trainer.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How values from 0 to 1 are spread, for one or two groups over each other. When none is below a half, the upper half is shown.
 *
 * @param name of the values
 */
public record Histogram(String title, String name, List<Group> groups) implements Chart {
    private static final int BINS = 20;
    private static final double LEAST_SHARE = 0.05;
    private static final List<String> STYLES = List.of("first", "second");

    /**
     * Some values.
     *
     * @param values each from 0 to 1
     */
    public record Group(String name, List<Double> values) {
        public Group {
            values = List.copyOf(values);
        }

        private double[] shares(double from) {
            double[] shares = new double[BINS];
            for (double value : values) {
                int bin = (int) ((value - from) / (1 - from) * BINS);
                shares[Math.min(BINS - 1, bin)] += 1.0 / values.size();
            }
            return shares;
        }
    }

    /** @throws IllegalArgumentException when there are no groups or more than two */
    public Histogram {
        groups = List.copyOf(groups);
        if (groups.isEmpty() || groups.size() > STYLES.size()) {
            throw new IllegalArgumentException("a histogram of " + groups.size() + " groups: it takes one or two");
        }
    }

    @Override
    public Svg svg() {
        boolean upperHalf =
                groups.stream().flatMap(group -> group.values().stream()).allMatch(value -> value >= 0.5);
        Axis across = upperHalf ? Axis.upperHalf(name) : Axis.share(name);
        List<double[]> shares =
                groups.stream().map(group -> group.shares(across.from())).toList();
        double largest = shares.stream().flatMapToDouble(Arrays::stream).reduce(LEAST_SHARE, Math::max);
        Svg svg = new Svg(title, Frame.HEIGHT);
        Frame frame = new Frame(across, Axis.fromZero("share of the images", List.of(largest)));
        frame.draw(svg);
        double width = (1 - across.from()) / BINS;
        for (int g = 0; g < shares.size(); g++) {
            for (int bin = 0; bin < BINS; bin++) {
                double share = shares.get(g)[bin];
                double from = across.from() + bin * width;
                svg.rect(
                        STYLES.get(g),
                        frame.x(from),
                        frame.y(share),
                        frame.x(from + width) - frame.x(from),
                        frame.y(0) - frame.y(share),
                        0.6,
                        String.format(
                                Locale.ROOT,
                                "%s: %.1f %% from %s to %s",
                                groups.get(g).name(),
                                share * 100,
                                Axis.exact(from),
                                Axis.exact(from + width)));
            }
        }
        return svg;
    }
}
