package dev.consilium.trainer.publish;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.schemas.roster.VersionKey;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who decides, why, and whether to wait for what the instances make of it. */
final class DecisionOptions {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int REFUSED = 3;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why; for the trail.")
    String reason;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who decides; for the trail (default: the user's name).")
    String by;

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

    /** The exit code; says on {@code console} what happens. */
    int await(RolloutWatch watch, Set<VersionKey> versions, PrintWriter console) {
        return await(watch, versions, RolloutWatch.SERVES, console);
    }

    /** The same for versions that shall be on trial. */
    int awaitTrial(RolloutWatch watch, Set<VersionKey> versions, PrintWriter console) {
        return await(watch, versions, RolloutWatch.ON_TRIAL, console);
    }

    private int await(RolloutWatch watch, Set<VersionKey> versions, Set<RolloutState> goals, PrintWriter console) {
        if (wait == null) {
            return DONE;
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
            return DONE;
        }
        if (outcome instanceof WaitOutcome.Refused refused) {
            for (RolloutEvent event : refused.refusals()) {
                console.printf(
                        "refused: %s@%s by %s: %s%n",
                        event.getSpecialist(), event.getVersion(), event.getInstance(), event.getReason());
            }
            return REFUSED;
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
        return FAILED;
    }

    private static String text(Set<VersionKey> versions) {
        return versions.stream().map(VersionKey::toString).collect(Collectors.joining(", "));
    }
}
