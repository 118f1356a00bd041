package dev.consilium.ops.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which every measurement's figures and chart are kept: a picocli mixin. */
public final class ReportOptions {

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there.")
    @Nullable
    Path json;

    @Option(names = "--png", paramLabel = "FILE", description = "Draw the chart there, as a PNG file.")
    @Nullable
    Path png;

    /**
     * Shows the chart and what else there is to say, then writes what was asked for.
     *
     * @param said takes each line
     */
    public void give(Figures figures, BarChart chart, List<String> lines, Consumer<String> said) throws IOException {
        chart.lines().forEach(said);
        lines.forEach(said);
        write(figures, chart);
    }

    /** Writes what was asked for. */
    public void write(Figures figures, BarChart chart) throws IOException {
        if (json != null) {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), figures.asMap());
        }
        if (png != null) {
            PngChart.write(PngChart.bars(chart), png);
        }
    }
}
