package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.bench.rig.Seconds;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code consilium bench observe}: what it costs an app that somebody looks on. */
@Command(
        name = "observe",
        description = {
            "Loads an app in a process of its own steadily, and compares the processor time that it takes while nobody looks on,",
            "while /metrics is scraped, and while five pages are open: their streams, pictures included, and what they ask for."
        },
        footer = {"", "Example:", "  consilium bench observe --json observe.json"})
public final class ObserveCommand extends LoadCommand {

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

    public ObserveCommand() {
        this(Rig::start);
    }

    ObserveCommand(Callable<Rig> rigs) {
        super(rigs);
    }

    @Override
    LoadBench bench(Consumer<String> said) {
        require(turns >= 2, "--turns must be at least 2: one does not show how far they are apart");
        require(window.compareTo(ObserveBench.SHORTEST) >= 0, "--window must be at least 0.5 seconds");
        return new ObserveBench(turns, window, load.rate, load.warmUp, said);
    }
}
