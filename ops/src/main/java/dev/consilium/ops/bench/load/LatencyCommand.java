package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.report.ReportOptions;
import dev.consilium.ops.bench.rig.Seconds;
import dev.consilium.ops.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code consilium bench latency}: how long an answer takes, at rates that wait for no answer. */
@Command(
        name = "latency",
        description = {
            "Sends images at fixed times, whatever becomes of the ones before, and times each from when it was due to when its",
            "prediction can be read, uncommitted and committed; beside it, in turn, the same load on a Kafka Streams topology",
            "without models."
        },
        footer = {"", "Example:", "  consilium bench latency --json latency.json --png latency.png"})
public final class LatencyCommand implements Callable<Integer> {

    @Option(
            names = "--rates",
            split = ",",
            paramLabel = "RATE",
            defaultValue = "1,10,100,500,80%",
            converter = RateConverter.class,
            description = "Images a second, or a share of what the app keeps up with. Default: ${DEFAULT-VALUE}.")
    List<Rate> rates = List.of();

    @Option(
            names = "--seconds",
            defaultValue = "30",
            description = "At each rate, for the app and as long for the pass-through. Default: ${DEFAULT-VALUE}.")
    int seconds;

    @Option(
            names = "--turns",
            defaultValue = "6",
            description = "Windows that this time is cut into, the two in turn. Default: ${DEFAULT-VALUE}.")
    int turns;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "10",
            converter = Seconds.class,
            description = "Before the app's capacity is measured, and once more for either. Default: ${DEFAULT-VALUE}.")
    Duration warmUp = Duration.ZERO;

    @Mixin
    ReportOptions report = new ReportOptions();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = report.terminal();
        if (turns < 1 || turns > seconds) {
            throw new ParameterException(spec.commandLine(), "--turns must be between 1 and --seconds");
        }
        LatencyResult result =
                new LatencyBench(rates, Duration.ofSeconds(seconds), turns, warmUp, terminal::println).run();
        report.give(result.figures(), result.chart(), result.lines(), terminal::println);
        return 0;
    }
}
