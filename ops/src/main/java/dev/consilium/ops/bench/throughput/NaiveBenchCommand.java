package dev.consilium.ops.bench.throughput;

import dev.consilium.ops.bench.report.BarChart;
import dev.consilium.ops.bench.report.Figures;
import dev.consilium.ops.bench.report.ReportOptions;
import dev.consilium.ops.terminal.Activity;
import dev.consilium.ops.terminal.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code consilium bench naive}: Consilium beside what a user writes by hand today. */
@Command(
        name = "naive",
        description = {
            "Drains the same preloaded images twice, on the same broker, exactly-once, with two SimpleCNN specialists:",
            "by hand (mapValues, ImageIO, a DJL Predictor per thread, one image at a time) and by Consilium."
        },
        footer = {"", "Example:", "  consilium bench naive --json naive.json"})
public final class NaiveBenchCommand implements Callable<Integer> {

    @Option(
            names = "--images",
            defaultValue = "200000",
            description = "Images on the topic. Default: ${DEFAULT-VALUE}.")
    int images;

    @Option(
            names = "--threads",
            defaultValue = "2",
            description = "StreamThreads of either, and Consilium's scorer threads. Default: ${DEFAULT-VALUE}.")
    int threads;

    @Mixin
    ReportOptions report;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = report.terminal();
        NaiveBench.Result result;
        try (Activity activity = Activity.on(terminal)) {
            result = new NaiveBench(images, threads, activity::say).run();
        }
        BarChart chart = new BarChart(
                "Two SimpleCNN, JPEG 32x32, exactly-once",
                "images/s",
                List.of(
                        new BarChart.Bar("by hand", result.naiveImagesPerSecond(), ""),
                        new BarChart.Bar(
                                "Consilium",
                                result.imagesPerSecond(),
                                String.format(Locale.ROOT, "%.1f times", result.ratioToNaive()))));
        report.give(figures(result), chart, List.of(), terminal::println);
        return 0;
    }

    private Figures figures(NaiveBench.Result result) {
        return Figures.measuredOn(NaiveBench.PARTITIONS, images)
                .with("threads", threads)
                .with("naiveImagesPerSecond", result.naiveImagesPerSecond())
                .with("imagesPerSecond", result.imagesPerSecond())
                .with("ratioToNaive", result.ratioToNaive());
    }
}
