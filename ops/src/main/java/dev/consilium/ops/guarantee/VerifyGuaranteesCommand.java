package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.SteadyLoadOptions;
import dev.consilium.ops.bench.report.ReportOptions;
import dev.consilium.ops.bench.rig.Seconds;
import dev.consilium.ops.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.Callable;
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
            "Does to running apps what may happen to them, and counts whether what is promised was kept: exits with 1 if not.",
            "",
            "rollouts: two instances under a steady load; roll-outs of both specialists, ten kinds of bad versions between",
            "them, each of which every instance has to refuse for what is bad about it, and roll-backs."
        },
        footer = {"", "Example:", "  consilium verify-guarantees --scenario rollouts --json rollouts.json"})
public final class VerifyGuaranteesCommand implements Callable<Integer> {

    private static final int VIOLATED = 1;
    private static final String ROLLOUTS = "rollouts";

    @Option(names = "--scenario", required = true, description = "What is done to them: rollouts.")
    String scenario;

    @Option(
            names = "--rollouts",
            defaultValue = "100",
            description = "Decisions, each for both specialists. Default: ${DEFAULT-VALUE}.")
    int rollouts;

    @Option(names = "--rollbacks", defaultValue = "10", description = "Evenly between them. Default: ${DEFAULT-VALUE}.")
    int rollbacks;

    @Option(
            names = "--turns",
            defaultValue = "4",
            description = "Windows that all that is grouped into, with quiet ones between. Default: ${DEFAULT-VALUE}.")
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
        if (!scenario.equals(ROLLOUTS)) {
            throw new ParameterException(
                    spec.commandLine(), "there is no scenario '" + scenario + "'; there is: " + ROLLOUTS);
        }
        RolloutsResult result =
                new RolloutsScenario(agenda(), pause, load.rate(), load.warmUp(), terminal::println).run();
        report.give(result.figures(), result.chart(), result.lines(), terminal::println);
        return result.violations().isEmpty() ? 0 : VIOLATED;
    }

    private Agenda agenda() {
        try {
            return new Agenda(rollouts, Math.min(rollbacks, rollouts), turns);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
