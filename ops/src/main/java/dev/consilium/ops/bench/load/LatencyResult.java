package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.report.BarChart;
import dev.consilium.ops.bench.report.Figures;
import dev.consilium.ops.bench.report.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code bench latency} found.
 *
 * @param capacity images a second that the app keeps up with
 * @param commitIntervalMillis its {@code commit.interval.ms}
 * @param rates in the order in which they were measured
 */
record LatencyResult(double capacity, long commitIntervalMillis, List<RateResult> rates) implements Measured {

    /** Issue's yardsticks at 100 images/s, over a pass-through and one forward; milliseconds. */
    private static final double YARDSTICK_RATE = 100;

    private static final double P50_LIMIT = 5;
    private static final double P99_LIMIT = 15;
    private static final double COMMITTED_LIMIT = 25;

    LatencyResult {
        rates = List.copyOf(rates);
    }

    /** One thing that ought to hold. */
    record Target(String name, double valueMillis, double limitMillis) {

        boolean isMet() {
            return valueMillis <= limitMillis;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "  %s %s: %.1f ms, at most %.1f ms",
                    isMet() ? "met   " : "MISSED",
                    name,
                    valueMillis,
                    limitMillis);
        }

        Figures figures() {
            return Figures.part()
                    .with("name", name)
                    .with("valueMillis", valueMillis)
                    .with("limitMillis", limitMillis)
                    .with("met", isMet());
        }
    }

    /** For a terminal. */
    @Override
    public List<String> lines() {
        return targets().stream().map(Target::line).toList();
    }

    /** What was asked of it at 100 images/s; empty when that rate was not measured. */
    List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        for (RateResult rate : rates) {
            if (!rate.rate().ofCapacity() && rate.imagesPerSecond() == YARDSTICK_RATE) {
                double forward = rate.stages().forwardMillis();
                targets.add(new Target("p50 over a pass-through", rate.excessP50Millis(), P50_LIMIT + forward));
                targets.add(new Target("p99 over a pass-through", rate.excessP99Millis(), P99_LIMIT + forward));
                targets.add(new Target(
                        "p99 to a committed reader",
                        rate.app().committed().p99Millis(),
                        commitIntervalMillis + COMMITTED_LIMIT));
            }
        }
        return targets;
    }

    @Override
    public Figures figures() {
        long images = rates.stream()
                .mapToLong(rate -> rate.app().uncommitted().samples())
                .sum();
        return Figures.measuredOn(LoadedApp.PARTITIONS, images)
                .with("capacityImagesPerSecond", capacity)
                .with("commitIntervalMillis", commitIntervalMillis)
                .with(
                        "rates",
                        rates.stream().map(rate -> rate.figures().asMap()).toList())
                .with(
                        "targets",
                        targets().stream()
                                .map(target -> target.figures().asMap())
                                .toList());
    }

    @Override
    public BarChart chart() {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (RateResult rate : rates) {
            String name = rate.rate().describe(capacity);
            bars.add(bar(name, rate.app().uncommitted()));
            bars.add(bar(name + ", no models", rate.passThrough().uncommitted()));
        }
        return new BarChart("p99 from when an image is due to when its answer can be read", "ms", bars);
    }

    private static BarChart.Bar bar(String label, Percentiles seen) {
        return new BarChart.Bar(label, seen.p99Millis(), String.format(Locale.ROOT, "p50 %.1f", seen.p50Millis()));
    }
}
