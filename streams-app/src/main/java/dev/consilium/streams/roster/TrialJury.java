package dev.consilium.streams.roster;

import dev.consilium.avro.RosterEntry;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import dev.consilium.schemas.roster.Decision;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.schemas.roster.RosterWriter;
import dev.consilium.streams.roster.TrialLimits.End;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends trials: adds up what all instances have seen, and writes the roster entry that promotes or withdraws.
 *
 * <p>Every instance has a jury and all of them come to the same end; the roster's compare-and-set lets the first one write it, and the
 * others find the trial over. So no instance decides alone, and none is needed for it.
 *
 * <p>A thread of its own, since a decision may take seconds; told by the feed's thread what is on trial.
 */
final class TrialJury implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrialJury.class);
    private static final Duration SIT_EVERY = Duration.ofMillis(500);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final RosterWriter writer;
    private final TrialEvidence evidence;
    private final String instance;
    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "consilium-trial-jury");
        made.setDaemon(true);
        return made;
    });
    private volatile List<TrialCase> cases = List.of();

    TrialJury(Connection connection, Topics topics, String instance, InstantSource clock) {
        this.writer = new RosterWriter(connection, topics);
        this.evidence = new TrialEvidence(connection, topics.rollouts());
        this.instance = instance;
        this.clock = clock;
        var unused = thread.scheduleWithFixedDelay(
                this::sit, SIT_EVERY.toMillis(), SIT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What is on trial now. */
    void hear(List<TrialCase> now) {
        cases = now;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (thread.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                evidence.close();
                writer.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sit() {
        try {
            List<TrialCase> open = cases;
            evidence.collect(open);
            for (TrialCase trial : open) {
                verdict(trial).ifPresent(end -> write(trial, end));
            }
        } catch (KafkaException | UnreachableException e) {
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("A trial's end waits");
        } catch (RuntimeException e) {
            // Whatever it is, the next sitting is to take place.
            LOG.atError().setCause(e).log("Trials could not be judged");
        }
    }

    private Optional<End> verdict(TrialCase trial) {
        return evidence.refusal(trial)
                .map(refusal -> new End(false, "failed its trial: " + refusal))
                .or(() -> TrialLimits.judge(trial.limits(), evidence.sum(trial)));
    }

    private void write(TrialCase trial, End end) {
        try {
            writer.decide(now -> decision(now, trial, end));
            LOG.atInfo()
                    .addKeyValue("specialist", trial.version().specialist())
                    .addKeyValue("version", trial.version().version())
                    .addKeyValue("reason", end.reason())
                    .log(end.promoted() ? "Promoted" : "Withdrawn");
        } catch (OverAlreadyException e) {
            LOG.atDebug()
                    .addKeyValue("specialist", trial.version().specialist())
                    .addKeyValue("version", trial.version().version())
                    .log("Another instance has ended this trial");
        }
    }

    private Decision decision(RosterView now, TrialCase trial, End end) {
        String specialist = trial.version().specialist();
        RosterEntry entry = now.entry(specialist).orElseThrow(OverAlreadyException::new);
        if (entry.getCandidate() == null
                || !entry.getDecidedAt().equals(trial.decidedAt())
                || !entry.getCandidate().getVersion().equals(trial.version().version())) {
            throw new OverAlreadyException();
        }
        Decision decision =
                Decision.by("trial, by " + instance, clock.instant().truncatedTo(ChronoUnit.MILLIS), end.reason());
        return decision.serving(List.of(
                end.promoted()
                        ? decision.entry(now, trial.version(), entry.getPosition())
                        : decision.withdrawal(now, specialist)));
    }

    private static final class OverAlreadyException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
