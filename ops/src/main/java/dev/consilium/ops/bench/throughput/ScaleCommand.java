package dev.consilium.ops.bench.throughput;

import dev.consilium.ops.bench.report.ReportOptions;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.bench.rig.Seconds;
import dev.consilium.ops.terminal.CtrlC;
import dev.consilium.ops.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    @Option(
            names = "--warm-up",
            defaultValue = "2",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description = "What is not, before it. Default: ${DEFAULT-VALUE}.")
    Duration warmUp;

    @Option(
            names = "--first-warm-up",
            defaultValue = "60",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description = "Of Consilium, once, before the first round: what the JVM compiles meanwhile is not measured."
                    + " Default: ${DEFAULT-VALUE}.")
    Duration firstWarmUp;

    @Option(names = "--images", description = "On each topic. Default: as many as the window needs.")
    @Nullable
    Long images;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Write the tables there; in a document that has the comments of docs/scale.md, between them.")
    @Nullable
    Path markdown;

    @Mixin
    ReportOptions report;

    @Spec
    CommandSpec spec;

    @Override
    @SuppressWarnings("try") // Ctrl-C is a resource that only has to be open
    public Integer call() throws Exception {
        Terminal terminal = Terminal.of(spec.commandLine().getOut());
        ThroughputSettings settings = new ThroughputSettings(
                images == null ? OptionalLong.empty() : OptionalLong.of(images),
                rounds,
                0,
                firstWarmUp,
                warmUp,
                window,
                OptionalInt.empty(),
                OptionalInt.empty());
        try (CtrlC ctrlC = CtrlC.interruptsThisThread();
                Rig rig = Rig.start()) {
            ScaleResult result = new ScaleBench(rig, settings, terminal::println).run(Setup.all(settings.threads()));
            terminal.println("");
            result.chart().lines().forEach(terminal::println);
            terminal.println(String.format(
                    Locale.ROOT,
                    "  one more specialist costs %.2f times its own forward of %.1f µs",
                    result.costPerSpecialistRatio(),
                    result.forwardMicros()));
            if (markdown != null) {
                Section.write(markdown, result.markdown());
            }
            report.write(result.figures(), result.chart());
        }
        return 0;
    }
}
