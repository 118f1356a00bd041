package dev.consilium.trainer;

import dev.consilium.specialist.torch.UnusableModelException;
import dev.consilium.trainer.report.ChartFiles;
import dev.consilium.trainer.report.Page;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a training leaves for people to look at: a picocli mixin. */
final class ReportOptions {
    /** Beside the packages. */
    private static final String FILE = "report.html";

    @Option(
            names = "--no-report",
            description = "Do not judge the specialists together, and write no " + FILE + " beside the packages.")
    boolean none;

    @Option(names = "--charts", paramLabel = "DIR", description = "Write each chart of the report as a PNG file.")
    @Nullable
    Path charts;

    void write(Training training, TrainingSummary summary, Path out, PrintWriter console)
            throws IOException, UnusableModelException {
        if (none && charts == null) {
            return;
        }
        console.printf(
                Locale.ROOT,
                "%nJudging the specialists together on %,d images ...%n",
                training.heldOut().size());
        console.flush();
        Page page = TrainingPage.of(training, summary);
        if (!none) {
            Path file = out.resolve(FILE);
            page.write(file);
            console.printf("Report: %s%n", file);
        }
        if (charts != null) {
            ChartFiles.write(page.figures(), charts);
            console.printf("Charts: %s%n", charts);
        }
        console.flush();
    }
}
