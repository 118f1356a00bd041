package dev.consilium.trainer.report;

import java.util.List;
import java.util.Locale;

/**
 * How values from 0 to 1 are spread, for one or two groups over each other.
 *
 * @param name of the values
 */
public record Histogram(String title, String name, List<Group> groups) implements Chart {
    private static final int BINS = 20;
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

        private double[] shares() {
            double[] shares = new double[BINS];
            for (double value : values) {
                shares[Math.min(BINS - 1, (int) (value * BINS))] += 1.0 / values.size();
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
    public String svg() {
        List<double[]> shares = groups.stream().map(Group::shares).toList();
        double largest = 0.05;
        for (double[] group : shares) {
            for (double share : group) {
                largest = Math.max(largest, share);
            }
        }
        Svg svg = new Svg(title, Frame.HEIGHT);
        Frame frame = new Frame(1, Math.ceil(largest * 20) / 20);
        frame.draw(svg, name, "share of the images");
        for (int g = 0; g < shares.size(); g++) {
            for (int bin = 0; bin < BINS; bin++) {
                double share = shares.get(g)[bin];
                double left = frame.x((double) bin / BINS);
                svg.rect(
                        STYLES.get(g),
                        left,
                        frame.y(share),
                        frame.x((bin + 1.0) / BINS) - left,
                        frame.y(0) - frame.y(share),
                        0.6,
                        String.format(
                                Locale.ROOT,
                                "%s: %.1f %% from %.2f to %.2f",
                                groups.get(g).name(),
                                share * 100,
                                (double) bin / BINS,
                                (bin + 1.0) / BINS));
            }
        }
        return svg.toString();
    }
}
