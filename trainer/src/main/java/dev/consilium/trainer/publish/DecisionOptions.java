package dev.consilium.trainer.publish;

import dev.consilium.avro.Candidate;
import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.Decision;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Who decides, why, and whether to wait for what the instances make of it: a picocli mixin, and what comes of it. */
final class DecisionOptions {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int REFUSED = 3;

    @Mixin
    TrailOptions trail;

    @Mixin
    JsonOption json;

    @Option(
            names = "--wait",
            paramLabel = "LIMIT",
            arity = "0..1",
            fallbackValue = "2m",
            converter = DurationText.class,
            description =
                    "Wait until every instance of the app has it in use, or one refuses it (exit code 3), at most LIMIT (default: 2m).")
    @Nullable
    Duration wait;

    /**
     * Decides who serves, says so, and waits if told to.
     *
     * @param done what is said of each version, such as {@code promoted}
     * @return the exit code
     */
    int serve(
            ConnectionOptions connection, CommandSpec command, String done, Function<RosterControl, Decision> decision)
            throws IOException {
        return carryOut(connection, command, RolloutWatch.SERVES, control -> {
            Map<VersionKey, String> lines = new LinkedHashMap<>();
            decision.apply(control).entries().forEach(entry -> {
                VersionKey version = new VersionKey(entry.getSpecialist(), entry.getServing());
                lines.put(version, done + " " + version);
            });
            return lines;
        });
    }

    /**
     * Puts versions on trial, says so, and waits if told to.
     *
     * @param candidates by specialist
     * @return the exit code
     */
    int tryOut(ConnectionOptions connection, CommandSpec command, Map<String, Candidate> candidates)
            throws IOException {
        return carryOut(connection, command, RolloutWatch.ON_TRIAL, control -> {
            control.tryOut(candidates, trail.reason);
            Map<VersionKey, String> lines = new LinkedHashMap<>();
            candidates.forEach((specialist, candidate) -> {
                VersionKey version = new VersionKey(specialist, candidate.getVersion());
                lines.put(version, "on trial: " + version + ", " + CandidateText.of(candidate));
            });
            return lines;
        });
    }

    /** @param decision decides, and returns what to say of each version */
    private int carryOut(
            ConnectionOptions connection,
            CommandSpec command,
            Set<RolloutState> goals,
            Function<RosterControl, Map<VersionKey, String>> decision)
            throws IOException {
        Connection broker = connection.requireConnection();
        Topics topics = connection.topics();
        PrintWriter console = json.console(command);
        // Before the decision: nothing that the instances make of it is missed.
        try (RolloutWatch watch = new RolloutWatch(broker, topics);
                RosterControl control = new RosterControl(broker, topics, InstantSource.system(), trail.by)) {
            Map<VersionKey, String> lines = decision.apply(control);
            lines.values().forEach(console::println);
            console.flush();
            Optional<WaitOutcome> outcome = await(watch, lines.keySet(), goals, console);
            console.flush();
            json.write(command, DecisionFigures.of(lines.keySet(), outcome));
            return status(outcome);
        }
    }

    /** What came of it, if anybody waits; says on {@code console} what happens. */
    Optional<WaitOutcome> await(RolloutWatch watch, Set<VersionKey> versions, PrintWriter console) {
        return await(watch, versions, RolloutWatch.SERVES, console);
    }

    /** The exit code. */
    static int status(Optional<WaitOutcome> outcome) {
        if (outcome.isEmpty() || outcome.get() instanceof WaitOutcome.Served) {
            return DONE;
        }
        return outcome.get() instanceof WaitOutcome.Refused ? REFUSED : FAILED;
    }

    private Optional<WaitOutcome> await(
            RolloutWatch watch, Set<VersionKey> versions, Set<RolloutState> goals, PrintWriter console) {
        if (wait == null) {
            return Optional.empty();
        }
        RolloutDisplay display =
                new RolloutDisplay(console, Boolean.getBoolean("consilium.terminal"), versions, InstantSource.system());
        WaitOutcome outcome = watch.await(versions, goals, wait, display);
        if (outcome instanceof WaitOutcome.Served served) {
            console.printf(
                    "%s: %s by %s%n",
                    text(versions),
                    goals.contains(RolloutState.SERVING) ? "served" : "tried",
                    String.join(", ", served.instances()));
            if (!served.silent().isEmpty()) {
                console.printf("not heard of, taken as gone: %s%n", String.join(", ", served.silent()));
            }
            return Optional.of(served);
        }
        if (outcome instanceof WaitOutcome.Refused refused) {
            for (RolloutEvent event : refused.refusals()) {
                console.printf(
                        "refused: %s@%s by %s: %s%n",
                        event.getSpecialist(), event.getVersion(), event.getInstance(), event.getReason());
            }
            return Optional.of(refused);
        }
        WaitOutcome.Unfinished unfinished = (WaitOutcome.Unfinished) outcome;
        display.last();
        console.printf(
                "%s: not there everywhere after %d s; %s%n",
                text(versions),
                wait.toSeconds(),
                unfinished.missing().isEmpty()
                        ? "no instance of the app was heard of: is one running, on this broker and these topics?"
                        : "missing: " + String.join(", ", unfinished.missing()));
        return Optional.of(unfinished);
    }

    private static String text(Set<VersionKey> versions) {
        return versions.stream().map(VersionKey::toString).collect(Collectors.joining(", "));
    }
}
