package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.bench.rig.Seconds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code consilium bench latency}: how long an answer takes, at rates that wait for no answer. */
@Command(
        name = "latency",
        description = {
            "Sends images at fixed times, whatever becomes of the ones before, and times each from when it was due to when its",
            "prediction can be read, uncommitted and committed; beside it, in turn, the same load on a Kafka Streams topology",
            "without models."
        },
        footer = {"", "Example:", "  consilium bench latency --json latency.json --png latency.png"})
public final class LatencyCommand extends LoadCommand {

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

    public LatencyCommand() {
        this(Rig::start);
    }

    LatencyCommand(Callable<Rig> rigs) {
        super(rigs);
    }

    @Override
    LoadBench bench(Consumer<String> said) {
        require(turns >= 1 && turns <= seconds, "--turns must be between 1 and --seconds");
        return new LatencyBench(rates, Duration.ofSeconds(seconds), turns, warmUp, said);
    }
}
