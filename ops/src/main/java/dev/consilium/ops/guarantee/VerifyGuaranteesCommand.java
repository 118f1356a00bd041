package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.SteadyLoadOptions;
import dev.consilium.ops.bench.report.ReportOptions;
import dev.consilium.ops.bench.report.Section;
import dev.consilium.ops.bench.rig.Seconds;
import dev.consilium.ops.terminal.Activity;
import dev.consilium.ops.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
            "cut: nothing passes between one and the world, until the other has its partitions; connections are reset.",
            "slow: what one sends and receives is late, and less passes than it needs.",
            "clock: the clock of one jumps an hour ahead, then back (needs libfaketime).",
            "disk-full: the disk of the only broker is full (needs root, for a tmpfs).",
            "leader: SIGKILL to the one of three brokers that leads most partitions.",
            "overload: three times as many images as both keep up with.",
            "rollouts: roll-outs of both specialists, ten kinds of bad versions between them, each of which every instance has",
            "to refuse for what is bad about it, and roll-backs."
        },
        footer = {
            "",
            "Examples:",
            "  consilium verify-guarantees --minutes 60 --json guarantees.json --markdown docs/guarantees.md",
            "  consilium verify-guarantees --scenario restarts --restarts 10",
            "  consilium verify-guarantees --scenario overload --overload-minutes 10"
        })
public final class VerifyGuaranteesCommand implements Callable<Integer> {

    private static final int VIOLATED = 1;
    private static final int MILLIS_A_MINUTE = 60_000;
    private static final int USUAL_FAULTS = 4;
    private static final int FAULTS_WITH_MINUTES = 1;

    @Option(
            names = "--scenario",
            split = ",",
            paramLabel = "NAME",
            description = "What is done to them, one scenario after the other. Default: all.")
    List<String> scenarios = List.of();

    @Option(
            names = "--minutes",
            description =
                    "What all of it takes together, starts and warm-ups and counting included, about: scenarios do"
                            + " more or less as time allows. Default: as long as --faults, --rollouts and --overload-minutes take.")
    @Nullable
    Double minutes;

    @Option(
            names = {"--restarts", "--faults"},
            description = "Faults of each scenario, at least. Default: " + USUAL_FAULTS + ", with --minutes "
                    + FAULTS_WITH_MINUTES + ".")
    @Nullable
    Integer faults;

    @Option(
            names = "--overload-minutes",
            paramLabel = "MINUTES",
            description = "How long too many images are sent; what waits then takes twice as long. Default: 10, with"
                    + " --minutes as time allows.")
    @Nullable
    Double overloadMinutes;

    @Option(
            names = "--rollouts",
            defaultValue = "100",
            description =
                    "Decisions, each for both specialists; with --minutes fewer, as time allows. Default: ${DEFAULT-VALUE}.")
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

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description =
                    "Write a table there; in a document that has the comments of docs/guarantees.md, between them.")
    @Nullable
    Path markdown;

    @Mixin
    SteadyLoadOptions load = new SteadyLoadOptions();

    @Mixin
    ReportOptions report = new ReportOptions();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = report.terminal();
        SuiteResult result;
        try (Activity activity = Activity.on(terminal)) {
            List<Scenario> played = played(activity::say);
            result = new Suite(load.rate(), load.warmUp(), Patience.USUAL, time("--minutes", minutes), activity::say)
                    .play(played);
        }
        report.give(result.figures(), result.chart(), result.lines(), terminal::println);
        if (markdown != null) {
            new Section("verify-guarantees").write(markdown, GuaranteesTable.of(result));
        }
        return result.violations().isEmpty() ? 0 : VIOLATED;
    }

    private List<Scenario> played(Consumer<String> said) {
        int least = Optional.ofNullable(faults).orElse(minutes == null ? USUAL_FAULTS : FAULTS_WITH_MINUTES);
        if (least < 1) {
            throw new ParameterException(spec.commandLine(), "--faults must be at least 1");
        }
        Optional<Duration> overload = time("--overload-minutes", overloadMinutes);
        try {
            Repertoire repertoire = new Repertoire(least, overload, agenda(), pause, said);
            return (scenarios.isEmpty() ? Repertoire.names() : scenarios)
                    .stream().map(repertoire::scenario).map(this::possible).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    /** What was asked for by name has to be played: with nothing played, nothing is verified. */
    private Scenario possible(Scenario scenario) {
        if (!scenarios.isEmpty()) {
            scenario.obstacle().ifPresent(why -> {
                throw new IllegalStateException(scenario.name() + " cannot be played on this machine: " + why);
            });
        }
        return scenario;
    }

    private Optional<Duration> time(String option, @Nullable Double given) {
        if (given == null) {
            return Optional.empty();
        }
        if (!(given > 0)) {
            throw new ParameterException(spec.commandLine(), option + " must be greater than 0");
        }
        return Optional.of(Duration.ofMillis(Math.round(given * MILLIS_A_MINUTE)));
    }

    private Agenda agenda() {
        return new Agenda(rollouts, Math.min(rollbacks, rollouts), turns);
    }
}
