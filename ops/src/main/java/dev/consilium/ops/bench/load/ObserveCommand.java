package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.report.ReportOptions;
import dev.consilium.ops.bench.rig.Seconds;
import dev.consilium.ops.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code consilium bench observe}: what it costs an app that somebody looks on. */
@Command(
        name = "observe",
        description = {
            "Loads an app in a process of its own steadily, and compares the processor time that it takes while nobody looks on,",
            "while /metrics is scraped, and while five pages are open: their streams, pictures included, and what they ask for."
        },
        footer = {"", "Example:", "  consilium bench observe --json observe.json"})
public final class ObserveCommand implements Callable<Integer> {

    @Option(
            names = "--turns",
            defaultValue = "8",
            description = "How often each of the three is looked at, in turn. Default: ${DEFAULT-VALUE}.")
    int turns;

    @Option(
            names = "--window",
            defaultValue = "15",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description = "How long, each time. Default: ${DEFAULT-VALUE}.")
    Duration window = Duration.ofSeconds(15);

    @Mixin
    SteadyLoadOptions load = new SteadyLoadOptions();

    @Mixin
    ReportOptions report = new ReportOptions();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = report.terminal();
        if (turns < 2) {
            throw new ParameterException(
                    spec.commandLine(), "--turns must be at least 2: one does not show how far they are apart");
        }
        if (window.compareTo(ObserveBench.SHORTEST) < 0) {
            throw new ParameterException(spec.commandLine(), "--window must be at least 0.5 seconds");
        }
        ObserveResult result = new ObserveBench(turns, window, load.rate, load.warmUp, terminal::println).run();
        report.give(result.figures(), result.chart(), result.lines(), terminal::println);
        return 0;
    }
}
