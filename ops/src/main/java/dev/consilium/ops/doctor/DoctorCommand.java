package dev.consilium.ops.doctor;

import dev.consilium.ops.terminal.Terminal;
import dev.consilium.schemas.access.Duty;
import dev.consilium.streams.config.ConfigOptions;
import dev.consilium.streams.config.ConsiliumConfig;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code consilium doctor}: exit code 1 when something does not work. */
@Command(
        name = "doctor",
        sortOptions = false,
        description = {
            "Looks at all that the app needs, says what is wrong and what to do about it: settings, Java, native libraries, devices, folders,"
                    + " broker, topics, permissions, clock, schema registry, schemas, and who serves.",
            "It takes the settings that `serve` takes. It changes nothing; the broker remembers one transactional id for a week.",
            "Exit code 1 when something failed; warnings alone are 0."
        },
        footer = {
            "",
            "Examples:",
            "  consilium doctor",
            "  consilium doctor --config app.properties --for serve,publish --json doctor.json"
        })
public final class DoctorCommand implements Callable<Integer> {

    private static final int HEALTHY = 0;
    private static final int ILL = 1;

    @Spec
    CommandSpec spec;

    @Mixin
    ConfigOptions options;

    @Option(
            names = "--for",
            paramLabel = "COMMAND",
            split = ",",
            defaultValue = "serve",
            converter = DutyName.class,
            description =
                    "Whose permissions to look at: serve, submit (images over HTTP), promote (trials that end by themselves), publish, produce, watch (default: ${DEFAULT-VALUE}).")
    List<Duty> duties;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Longest time for one check (default: ${DEFAULT-VALUE}).")
    int limit;

    @Mixin
    JsonOption json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit is " + limit + ": it must be 1 or more");
        }
        Terminal terminal = Terminal.of(json.console(spec));
        Report report = new Report(terminal);
        Examination examination = new Examination(
                Duration.ofSeconds(limit), subject -> terminal.status("looking at: " + subject), report::print);
        List<Finding> findings;
        try {
            findings = examine(examination);
        } finally {
            terminal.clear();
        }
        report.printSum(findings);
        json.write(spec, Report.figures(findings));
        return Report.isHealthy(findings) ? HEALTHY : ILL;
    }

    private List<Finding> examine(Examination examination) throws InterruptedException {
        List<Check> checks = new ArrayList<>();
        ConsiliumConfig config;
        try {
            config = new ConsiliumConfig(options.merged());
        } catch (ConfigException e) {
            checks.add(new ConfigurationCheck(Optional.of(e)));
            checks.addAll(Checks.ofMachine());
            return examination.of(checks);
        }
        checks.add(new ConfigurationCheck(Optional.empty()));
        checks.addAll(Checks.ofMachine());
        try (Cluster cluster = new Cluster(config.connection())) {
            checks.addAll(Checks.of(config, cluster, duties()));
            return examination.of(checks);
        }
    }

    private Set<Duty> duties() {
        return new TreeSet<>(duties);
    }
}
