package dev.consilium.ops.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.internal.chartpart.Chart;
import picocli.CommandLine.Option;

/** The options by which every measurement's figures and chart are kept: a picocli mixin. */
public final class ReportOptions {

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there.")
    @Nullable
    Path json;

    @Option(names = "--png", paramLabel = "FILE", description = "Draw the chart there, as a PNG file.")
    @Nullable
    Path png;

    /** Writes what was asked for. */
    public void write(Figures figures, BarChart chart) throws IOException {
        write(figures, PngChart.bars(chart));
    }

    /** The same, with any chart of XChart. */
    public void write(Figures figures, Chart<?, ?> chart) throws IOException {
        if (json != null) {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), figures.asMap());
        }
        if (png != null) {
            PngChart.write(chart, png);
        }
    }
}
