package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.report.BarChart;
import dev.consilium.ops.bench.report.Figures;
import dev.consilium.ops.bench.report.Measured;
import dev.consilium.ops.demo.ImageEnds;
import dev.consilium.ops.demo.OffsetTally;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code bench swap} found.
 *
 * @param capacity images a second that the app keeps up with
 * @param imagesPerSecond of the load
 * @param lagP99Millis how late the load itself was, for 99 % of the images
 * @param latencies while one version after the other was rolled out
 * @param swaps each version that took over, with its milliseconds from the start of publishing to the first prediction by it
 * @param images the broker holds
 * @param lost images with neither prediction nor dead letter
 * @param duplicated answers to images that had one already
 */
record SwapResult(
        double capacity,
        double imagesPerSecond,
        double lagP99Millis,
        Contrast latencies,
        List<Map<String, Object>> swaps,
        long images,
        long deadLetters,
        long lost,
        long duplicated,
        long outOfOrder)
        implements Measured {

    private static final double RATIO_LIMIT = 1.5;

    SwapResult {
        swaps = List.copyOf(swaps);
    }

    /** @throws IllegalStateException when a version never answered: then it was not swapped in */
    static SwapResult of(SteadyLoad load, Contrast latencies, List<SwapIn> swaps, AnswerCount count, ImageEnds images) {
        OffsetTally tally = count.tally();
        return new SwapResult(
                load.capacity(),
                load.imagesPerSecond(),
                load.lagP99Millis(),
                latencies,
                swaps.stream().map(swap -> swapped(swap, count)).toList(),
                images.total(),
                count.deadLetters(),
                tally.lost(images.byPartition()),
                tally.duplicated(),
                tally.outOfOrder());
    }

    boolean isClean() {
        return lost == 0 && duplicated == 0 && outOfOrder == 0;
    }

    @Override
    public Figures figures() {
        Figures figures = Figures.measuredOn(LoadedApp.PARTITIONS, images)
                .with("capacityImagesPerSecond", capacity)
                .with("imagesPerSecond", imagesPerSecond)
                .with("loadLagP99Millis", lagP99Millis);
        latencies.addTo(figures);
        return figures.with("swaps", swaps)
                .with("deadLetters", deadLetters)
                .with("lost", lost)
                .with("duplicated", duplicated)
                .with("outOfOrder", outOfOrder);
    }

    @Override
    public List<String> lines() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "  %s p99 while rolling out: %.2f times steady, at most %.1f times (committed reader: %.2f times)",
                        latencies.p99Ratio() <= RATIO_LIMIT ? "met   " : "MISSED",
                        latencies.p99Ratio(),
                        RATIO_LIMIT,
                        latencies.p99RatioCommitted()),
                String.format(
                        Locale.ROOT,
                        "  %s %,d images, %d swaps: %d lost, %d doubled, %d out of order, %d dead letters",
                        isClean() ? "met   " : "MISSED",
                        images,
                        swaps.size(),
                        lost,
                        duplicated,
                        outOfOrder,
                        deadLetters));
    }

    @Override
    public BarChart chart() {
        return new BarChart(
                String.format(Locale.ROOT, "p99 at %,.0f images/s, steady and during roll-outs", imagesPerSecond),
                "ms",
                List.of(
                        bar("steady", latencies.quiet().uncommitted()),
                        bar("rolling out", latencies.disturbed().uncommitted()),
                        bar("steady, committed", latencies.quiet().committed()),
                        bar("rolling out, committed", latencies.disturbed().committed())));
    }

    private static BarChart.Bar bar(String label, Percentiles seen) {
        return new BarChart.Bar(label, seen.p99Millis(), String.format(Locale.ROOT, "p50 %.1f", seen.p50Millis()));
    }

    private static Map<String, Object> swapped(SwapIn swap, AnswerCount count) {
        long first = count.firstDecided(swap.to())
                .orElseThrow(() -> new IllegalStateException(swap.to() + " has not answered a single image"))
                .toEpochMilli();
        return Figures.part()
                .with("specialist", swap.to().specialist())
                .with("fromVersion", swap.fromVersion())
                .with("toVersion", swap.to().version())
                .with("millis", first - swap.begunMillis())
                .asMap();
    }
}
