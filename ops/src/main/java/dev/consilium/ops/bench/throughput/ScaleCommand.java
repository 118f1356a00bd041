package dev.consilium.ops.bench.throughput;

import dev.consilium.ops.bench.report.ReportOptions;
import dev.consilium.ops.bench.report.Section;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.bench.rig.Seconds;
import dev.consilium.ops.terminal.Activity;
import dev.consilium.ops.terminal.CtrlC;
import dev.consilium.ops.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code consilium bench scale}: throughput by specialists, scorer threads, partitions, batch size and instances. */
@Command(
        name = "scale",
        sortOptions = false,
        description = {
            "Drains preloaded JPEG images of 32x32, exactly-once, and varies one thing at a time: specialists, scorer threads,"
                    + " partitions, batch size; then one and two instances, each a process on a core of its own (Linux, taskset).",
            "The tables of docs/scale.md are what --markdown writes."
        },
        footer = {"", "Example:", "  consilium bench scale --json scale.json --markdown docs/scale.md"})
public final class ScaleCommand implements Callable<Integer> {

    @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    int rounds;

    @Option(
            names = "--window",
            defaultValue = "4",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description = "What is measured of each drain. Default: ${DEFAULT-VALUE}.")
    Duration window;

    @Mixin
    DrainOptions drains;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Write the tables there; in a document that has the comments of docs/scale.md, between them.")
    @Nullable
    Path markdown;

    @Mixin
    ReportOptions report;

    @Override
    @SuppressWarnings("try") // Ctrl-C is a resource that only has to be open
    public Integer call() throws Exception {
        Terminal terminal = report.terminal();
        ThroughputSettings settings = new ThroughputSettings(
                drains.images(),
                rounds,
                0,
                drains.firstWarmUp,
                drains.warmUp,
                window,
                OptionalInt.empty(),
                OptionalInt.empty());
        try (CtrlC ctrlC = CtrlC.interruptsThisThread();
                Activity activity = Activity.on(terminal);
                Rig rig = Rig.start()) {
            ScaleResult result = new ScaleBench(rig, settings, activity::say).run(Setup.all(settings.threads()));
            terminal.println("");
            report.give(result.figures(), result.chart(), result.lines(), terminal::println);
            if (markdown != null) {
                new Section("bench scale").write(markdown, result.markdown());
            }
        }
        return 0;
    }
}
