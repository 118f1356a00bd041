package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.report.ReportOptions;
import dev.consilium.ops.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code consilium bench soak}: whether the app's memory grows. */
@Command(
        name = "soak",
        description = {
            "Loads the app, in a process of its own, steadily for minutes, and looks at its memory: resident, on the heap after a",
            "collection, and native. Linux only."
        },
        footer = {"", "Example:", "  consilium bench soak --minutes 20 --json soak.json"})
public final class SoakCommand implements Callable<Integer> {

    private static final int SECONDS_A_MINUTE = 60;

    @Option(
            names = "--minutes",
            defaultValue = "20",
            description = "How long; parts of a minute too. Default: ${DEFAULT-VALUE}.")
    double minutes;

    @Mixin
    SteadyLoadOptions load = new SteadyLoadOptions();

    @Mixin
    ReportOptions report = new ReportOptions();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = report.terminal();
        Duration time = Duration.ofSeconds(Math.round(minutes * SECONDS_A_MINUTE));
        if (time.toSeconds() < SoakBench.SHORTEST.toSeconds()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--minutes must be at least " + SoakBench.SHORTEST.toSeconds() + " seconds' worth");
        }
        SoakResult result = new SoakBench(time, load.rate, load.warmUp, terminal::println).run();
        report.give(result.figures(), result.chart(), result.lines(), terminal::println);
        return 0;
    }
}
