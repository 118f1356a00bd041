package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.report.BarChart;
import dev.consilium.ops.bench.report.Figures;
import dev.consilium.ops.bench.report.Measured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What {@code bench soak} found.
 *
 * @param time that it took
 * @param capacity images a second that the app keeps up with
 * @param imagesPerSecond of the load
 * @param settledSeconds from the start of the load to what counts as the start of the memory's growth
 * @param samples of the app's memory, in order of time
 * @param seen latencies over the whole time
 */
record SoakResult(
        Duration time,
        double capacity,
        double imagesPerSecond,
        long settledSeconds,
        List<MemorySample> samples,
        Seen seen)
        implements Measured {

    private static final double FLAT = 1.05;
    private static final double MEBIBYTE = 1 << 20;

    SoakResult {
        samples = List.copyOf(samples);
    }

    /** Growth by kind of memory: {@code rss}, {@code heap}, {@code native}. */
    Map<String, Growth> growths() {
        Map<String, Growth> growths = new LinkedHashMap<>();
        growths.put("rss", growth(MemorySample::rssBytes));
        growths.put("heap", growth(MemorySample::heapBytes));
        growths.put("native", growth(MemorySample::nativeBytes));
        return growths;
    }

    @Override
    public Figures figures() {
        Figures figures = Figures.measuredOn(
                        LoadedApp.PARTITIONS, seen.uncommitted().samples())
                .with("minutes", time.toMillis() / 60_000.0)
                .with("capacityImagesPerSecond", capacity)
                .with("imagesPerSecond", imagesPerSecond)
                .with("settledSeconds", settledSeconds)
                .with("uncommitted", seen.uncommitted().figures())
                .with("committed", seen.committed().figures())
                .with("atSeconds", values(MemorySample::seconds))
                .with("rssBytes", values(MemorySample::rssBytes))
                .with("heapBytes", values(MemorySample::heapBytes))
                .with("nativeBytes", values(MemorySample::nativeBytes));
        growths().forEach((kind, growth) -> figures.with(kind, growth.figures()).with(kind + "Growth", growth.ratio()));
        return figures;
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        growths()
                .forEach((kind, growth) -> lines.add(String.format(
                        Locale.ROOT,
                        "  %s %-6s %.1f, %.1f, %.1f MiB at start, middle and end: %+.1f %%, at most +5 %%",
                        growth.ratio() <= FLAT ? "met   " : "MISSED",
                        kind,
                        growth.start() / MEBIBYTE,
                        growth.middle() / MEBIBYTE,
                        growth.end() / MEBIBYTE,
                        (growth.ratio() - 1) * 100)));
        return lines;
    }

    @Override
    public BarChart chart() {
        List<BarChart.Bar> bars = new ArrayList<>();
        growths().forEach((kind, growth) -> {
            bars.add(new BarChart.Bar(kind + ", start", growth.start() / MEBIBYTE, ""));
            bars.add(new BarChart.Bar(kind + ", middle", growth.middle() / MEBIBYTE, ""));
            bars.add(new BarChart.Bar(kind + ", end", growth.end() / MEBIBYTE, ""));
        });
        return new BarChart(
                String.format(
                        Locale.ROOT,
                        "The app's memory in %d minutes at %,.0f images/s",
                        time.toMinutes(),
                        imagesPerSecond),
                "MiB",
                bars);
    }

    private Growth growth(ToLongFunction<MemorySample> kind) {
        return Growth.of(
                samples.stream()
                        .filter(sample -> sample.seconds() >= settledSeconds)
                        .toList(),
                kind);
    }

    private List<Long> values(ToLongFunction<MemorySample> kind) {
        return samples.stream().map(kind::applyAsLong).toList();
    }
}
