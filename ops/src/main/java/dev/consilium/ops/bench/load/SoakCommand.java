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

    @Option(
            names = "--rate",
            defaultValue = "80%",
            description = "Images a second, or a share of what the app keeps up with. Default: ${DEFAULT-VALUE}.")
    String rate = "";

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Before the app's capacity is measured. Default: ${DEFAULT-VALUE}.")
    int warmUp;

    @Mixin
    ReportOptions report = new ReportOptions();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.of(spec.commandLine().getOut());
        Duration time = Duration.ofSeconds(Math.round(minutes * SECONDS_A_MINUTE));
        if (time.toSeconds() < SoakBench.SHORTEST.toSeconds() || warmUp < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--minutes must be at least " + SoakBench.SHORTEST.toSeconds()
                            + " seconds' worth, --warm-up at least 1");
        }
        SoakResult result = new SoakBench(time, parsed(), Duration.ofSeconds(warmUp), terminal::println).run();
        result.chart().lines().forEach(terminal::println);
        result.lines().forEach(terminal::println);
        report.write(result.figures(), result.chart());
        return 0;
    }

    private Rate parsed() {
        try {
            return Rate.parse(rate);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
