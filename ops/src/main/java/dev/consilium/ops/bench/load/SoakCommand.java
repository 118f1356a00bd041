package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.rig.Rig;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code consilium bench soak}: whether the app's memory grows. */
@Command(
        name = "soak",
        description = {
            "Loads the app, in a process of its own, steadily for minutes, and looks at its memory: resident, on the heap after a",
            "collection, and native. Linux only."
        },
        footer = {"", "Example:", "  consilium bench soak --minutes 20 --json soak.json"})
public final class SoakCommand extends LoadCommand {

    private static final int SECONDS_A_MINUTE = 60;

    @Option(
            names = "--minutes",
            defaultValue = "20",
            description = "How long; parts of a minute too. Default: ${DEFAULT-VALUE}.")
    double minutes;

    @Mixin
    SteadyLoadOptions load = new SteadyLoadOptions();

    public SoakCommand() {
        this(Rig::start);
    }

    SoakCommand(Callable<Rig> rigs) {
        super(rigs);
    }

    @Override
    LoadBench bench(Consumer<String> said) {
        Duration time = Duration.ofSeconds(Math.round(minutes * SECONDS_A_MINUTE));
        require(
                time.compareTo(SoakBench.SHORTEST) >= 0,
                "--minutes must be at least " + SoakBench.SHORTEST.toSeconds() + " seconds' worth");
        return new SoakBench(time, load.rate, load.warmUp, said);
    }
}
