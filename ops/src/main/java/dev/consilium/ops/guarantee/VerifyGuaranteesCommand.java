package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.SteadyLoadOptions;
import dev.consilium.ops.bench.report.ReportOptions;
import dev.consilium.ops.bench.rig.Seconds;
import dev.consilium.ops.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code consilium verify-guarantees}: exit code 1 when something that is promised was not kept. */
@Command(
        name = "verify-guarantees",
        description = {
            "Does to running apps what may happen to them, under a steady load, and counts whether what is promised was kept:",
            "exits with 1 if not. Each scenario has two instances in processes of their own:",
            "",
            "restarts: each in turn is ended by SIGTERM and started anew.",
            "kill, kill-all: SIGKILL to one of them, to both at once.",
            "freeze: one is stopped until the other has its partitions, then goes on.",
            "rebalances: two more join, and leave again at once.",
            "registry: the schema registry is away, and one is restarted without it.",
            "broker: the only broker is away for a while.",
            "leader: SIGKILL to the one of three brokers that leads most partitions.",
            "rollouts: roll-outs of both specialists, ten kinds of bad versions between them, each of which every instance has",
            "to refuse for what is bad about it, and roll-backs."
        },
        footer = {
            "",
            "Examples:",
            "  consilium verify-guarantees --minutes 30 --json guarantees.json",
            "  consilium verify-guarantees --scenario restarts --restarts 10"
        })
public final class VerifyGuaranteesCommand implements Callable<Integer> {

    private static final int VIOLATED = 1;
    private static final int SECONDS_A_MINUTE = 60;
    private static final List<Fault> FAULTS = List.of(
            new Restart(),
            new Kill(false),
            new Kill(true),
            new Freeze(),
            new RebalanceStorm(),
            new RegistryOutage(),
            new BrokerOutage(),
            new LeaderKill());

    @Option(
            names = "--scenario",
            split = ",",
            paramLabel = "NAME",
            description = "What is done to them, one scenario after the other. Default: all.")
    List<String> scenarios = List.of();

    @Option(
            names = "--minutes",
            defaultValue = "0",
            description =
                    "What the faults of all scenarios take together, at least. Default: as long as --faults takes.")
    double minutes;

    @Option(
            names = {"--restarts", "--faults"},
            defaultValue = "4",
            description = "Faults of each scenario, at least. Default: ${DEFAULT-VALUE}.")
    int faults;

    @Option(
            names = "--rollouts",
            defaultValue = "100",
            description = "Decisions, each for both specialists. Default: ${DEFAULT-VALUE}.")
    int rollouts;

    @Option(names = "--rollbacks", defaultValue = "10", description = "Evenly between them. Default: ${DEFAULT-VALUE}.")
    int rollbacks;

    @Option(
            names = "--turns",
            defaultValue = "10",
            description =
                    "Windows that roll-outs are grouped into, with quiet ones between. Default: ${DEFAULT-VALUE}.")
    int turns;

    @Option(
            names = "--pause",
            defaultValue = "1",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description = "From when one of them is done to the next. Default: ${DEFAULT-VALUE}.")
    Duration pause = Duration.ofSeconds(1);

    @Mixin
    SteadyLoadOptions load = new SteadyLoadOptions();

    @Mixin
    ReportOptions report = new ReportOptions();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = report.terminal();
        List<Scenario> played = played(terminal::println);
        SuiteResult result = new Suite(load.rate(), load.warmUp(), Patience.USUAL, terminal::println).play(played);
        report.give(result.figures(), result.chart(), result.lines(), terminal::println);
        return result.violations().isEmpty() ? 0 : VIOLATED;
    }

    private List<Scenario> played(Consumer<String> said) {
        if (faults < 1) {
            throw new ParameterException(spec.commandLine(), "--faults must be at least 1");
        }
        if (minutes < 0) {
            throw new ParameterException(spec.commandLine(), "--minutes must not be negative");
        }
        List<String> names = scenarios.isEmpty() ? all() : scenarios;
        long withFaults = names.stream()
                .filter(name -> !name.equals(RolloutsScenario.NAME))
                .count();
        Duration each = Duration.ofSeconds(Math.round(minutes * SECONDS_A_MINUTE / Math.max(1, withFaults)));
        List<Scenario> played = new ArrayList<>();
        for (String name : names) {
            played.add(
                    name.equals(RolloutsScenario.NAME)
                            ? new RolloutsScenario(agenda(), pause, said)
                            : new FaultScenario(name, List.of(fault(name)), faults, each, said));
        }
        return played;
    }

    private Fault fault(String name) {
        return FAULTS.stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no scenario '" + name + "'; there are: " + String.join(", ", all())));
    }

    private static List<String> all() {
        return Stream.concat(FAULTS.stream().map(Fault::name), Stream.of(RolloutsScenario.NAME))
                .toList();
    }

    private Agenda agenda() {
        try {
            return new Agenda(rollouts, Math.min(rollbacks, rollouts), turns);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
