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

/** {@code consilium bench swap}: what roll-outs do to the latency, and to the images. */
@Command(
        name = "swap",
        description = {
            "Loads the app steadily and publishes version after version of both specialists, in windows that take turns with",
            "quiet ones: compares the latencies, and counts what became of every image."
        },
        footer = {"", "Example:", "  consilium bench swap --json swap.json"})
public final class SwapCommand implements Callable<Integer> {

    @Option(
            names = "--rollouts",
            defaultValue = "20",
            description = "Decisions, each for both specialists. Default: ${DEFAULT-VALUE}.")
    int rollouts;

    @Option(
            names = "--turns",
            defaultValue = "4",
            description = "Windows that they are grouped into. Default: ${DEFAULT-VALUE}.")
    int turns;

    @Option(
            names = "--rate",
            defaultValue = "80%",
            description = "Images a second, or a share of what the app keeps up with. Default: ${DEFAULT-VALUE}.")
    String rate = "";

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "40",
            description =
                    "Before the app's capacity is measured, and once more before the windows. Default: ${DEFAULT-VALUE}.")
    int warmUp;

    @Mixin
    ReportOptions report = new ReportOptions();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.of(spec.commandLine().getOut());
        if (turns < 1 || rollouts < turns || warmUp < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--turns must be between 1 and --rollouts, --warm-up at least 1");
        }
        SwapResult result =
                new SwapBench(rollouts, turns, parsed(), Duration.ofSeconds(warmUp), terminal::println).run();
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
