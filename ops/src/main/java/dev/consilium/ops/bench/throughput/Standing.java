package dev.consilium.ops.bench.throughput;

import dev.consilium.ops.bench.report.BarChart;
import dev.consilium.ops.bench.report.BarChart.Bar;
import dev.consilium.ops.bench.report.Figures;
import dev.consilium.ops.bench.report.Series;
import dev.consilium.ops.bench.rig.CpuGroup;
import dev.consilium.ops.bench.rig.Drain;
import dev.consilium.ops.bench.rig.ImageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How all came off on one kind of images, round by round.
 *
 * @param naive may be shorter than the others, or empty
 */
record Standing(
        ImageKind kind,
        long images,
        int specialists,
        List<Limit.Result> limit,
        List<Drain> consilium,
        List<Drain> bareLoop,
        List<Drain> passThrough,
        List<Drain> naive) {

    Series rate(List<Drain> drains) {
        return new Series(drains.stream().map(Drain::imagesPerSecond).toList());
    }

    Series limitRate() {
        return new Series(limit.stream().map(Limit.Result::imagesPerSecond).toList());
    }

    /**
     * Medians, their ratios, and behind them what each round gave. The two ratios by processor time do not depend on who else
     * uses the cores meanwhile.
     */
    void addTo(Figures figures) {
        Series own = rate(consilium);
        figures.with("imagesPerSecond", own.median())
                .with("limitImagesPerSecond", limitRate().median())
                .with("bareLoopImagesPerSecond", rate(bareLoop).median())
                .with("passThroughImagesPerSecond", rate(passThrough).median())
                .with("ratioToLimit", own.median() / limitRate().median())
                .with("ratioToBareLoop", own.median() / rate(bareLoop).median())
                .with("cpuRatioToLimit", kernelMicros() / totalMicros(consilium))
                .with("cpuRatioToBareLoop", totalMicros(bareLoop) / totalMicros(consilium));
        if (!naive.isEmpty()) {
            figures.with("naiveImagesPerSecond", rate(naive).median())
                    .with("ratioToNaive", own.median() / rate(naive).median());
        }
        figures.with("cpuMicrosPerImage", stages(consilium).with("kernel", kernel()))
                .with("bareLoopCpuMicrosPerImage", stages(bareLoop))
                .with("passThroughCpuMicrosPerImage", stages(passThrough))
                .with("rounds", rounds());
    }

    BarChart chart() {
        List<Bar> bars = new ArrayList<>();
        double own = rate(consilium).median();
        bars.add(new Bar("limit (no Kafka)", limitRate().median(), note(own, limitRate())));
        bars.add(new Bar("bare loop", rate(bareLoop).median(), note(own, rate(bareLoop))));
        bars.add(new Bar("Consilium", own, spread(rate(consilium))));
        if (!naive.isEmpty()) {
            bars.add(new Bar("by hand", rate(naive).median(), note(own, rate(naive))));
        }
        return new BarChart(
                specialists + " SimpleCNN, " + kind.label() + ", exactly-once, read committed", "images/s", bars);
    }

    /** Processor time, by whom and on what. */
    BarChart costs() {
        List<Bar> bars = new ArrayList<>();
        for (CpuGroup group : CpuGroup.values()) {
            double micros = micros(consilium, group);
            if (micros >= 0.05) {
                bars.add(new Bar(group.key(), micros, ""));
            }
        }
        for (Stage stage : Stage.values()) {
            bars.add(new Bar("kernel: " + stage.key(), micros(stage), ""));
        }
        return new BarChart("Processor time of Consilium, and below it of the kernel alone", "µs an image", bars);
    }

    private static String note(double own, Series other) {
        return String.format(Locale.ROOT, "%s; Consilium: %.2f of it", spread(other), own / other.median());
    }

    private static String spread(Series series) {
        return String.format(Locale.ROOT, "± %.0f %%", 50 * series.spread());
    }

    private static Figures stages(List<Drain> drains) {
        Figures stages = Figures.part();
        for (CpuGroup group : CpuGroup.values()) {
            stages.with(group.key(), micros(drains, group));
        }
        return stages.with("total", totalMicros(drains));
    }

    private static double totalMicros(List<Drain> drains) {
        return new Series(drains.stream().map(Drain::totalCpuMicros).toList()).median();
    }

    private double kernelMicros() {
        return new Series(limit.stream().map(Limit.Result::totalCpuMicros).toList()).median();
    }

    private Figures kernel() {
        Figures stages = Figures.part();
        for (Stage stage : Stage.values()) {
            stages.with(stage.key(), micros(stage));
        }
        return stages.with("forwardPerSpecialist", micros(Stage.FORWARD) / specialists)
                .with("total", kernelMicros());
    }

    private Figures rounds() {
        return Figures.part()
                .with("limitImagesPerSecond", limitRate().values())
                .with("imagesPerSecond", rate(consilium).values())
                .with("bareLoopImagesPerSecond", rate(bareLoop).values())
                .with("passThroughImagesPerSecond", rate(passThrough).values())
                .with("ratioToLimit", rate(consilium).over(limitRate()).values())
                .with("ratioToBareLoop", rate(consilium).over(rate(bareLoop)).values());
    }

    private static double micros(List<Drain> drains, CpuGroup group) {
        return new Series(drains.stream()
                        .map(drain -> drain.cpuMicrosPerImage().getOrDefault(group, 0.0))
                        .toList())
                .median();
    }

    private double micros(Stage stage) {
        return new Series(limit.stream()
                        .map(result -> result.cpuMicrosPerImage().getOrDefault(stage, 0.0))
                        .toList())
                .median();
    }
}
