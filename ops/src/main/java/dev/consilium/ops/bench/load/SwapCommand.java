package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.bench.rig.Seconds;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code consilium bench swap}: what roll-outs do to the latency, and to the images. */
@Command(
        name = "swap",
        description = {
            "Loads the app steadily and publishes version after version of both specialists, in windows that take turns with",
            "quiet ones: compares the latencies, and counts what became of every image."
        },
        footer = {"", "Example:", "  consilium bench swap --json swap.json"})
public final class SwapCommand extends LoadCommand {

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
            names = "--pause",
            defaultValue = "1",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description =
                    "From when a roll-out serves to the next; `publish --wait` takes three. Default: ${DEFAULT-VALUE}.")
    Duration pause = Duration.ofSeconds(1);

    @Mixin
    SteadyLoadOptions load = new SteadyLoadOptions();

    public SwapCommand() {
        this(Rig::start);
    }

    SwapCommand(Callable<Rig> rigs) {
        super(rigs);
    }

    @Override
    LoadBench bench(Consumer<String> said) {
        require(turns >= 1 && turns <= rollouts, "--turns must be between 1 and --rollouts");
        return new SwapBench(rollouts, turns, pause, load.rate, load.warmUp, said);
    }
}
