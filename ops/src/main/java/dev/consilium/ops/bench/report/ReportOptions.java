package dev.consilium.ops.bench.report;

import dev.consilium.ops.terminal.Terminal;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options by which every measurement's figures and chart are kept: a picocli mixin. */
public final class ReportOptions {

    @Mixin
    JsonOption json = new JsonOption();

    @Spec(Spec.Target.MIXEE)
    CommandSpec command;

    @Option(names = "--png", paramLabel = "FILE", description = "Draw the chart there, as a PNG file.")
    @Nullable
    Path png;

    /** Where the text for people goes. */
    public Terminal terminal() {
        return Terminal.of(json.console(command));
    }

    /**
     * Shows the chart and what else there is to say, then writes what was asked for.
     *
     * @param said takes each line
     */
    public void give(Measured measured, Consumer<String> said) throws IOException {
        give(measured.figures(), measured.chart(), measured.lines(), said);
    }

    /** The same of what is at hand in parts. */
    public void give(Figures figures, BarChart chart, List<String> lines, Consumer<String> said) throws IOException {
        chart.lines().forEach(said);
        lines.forEach(said);
        write(figures, chart);
    }

    /** Writes what was asked for. */
    public void write(Figures figures, BarChart chart) throws IOException {
        json.write(command, figures.asMap());
        if (png != null) {
            PngChart.write(PngChart.bars(chart), png);
        }
    }
}
