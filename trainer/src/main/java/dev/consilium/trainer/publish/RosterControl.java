package dev.consilium.trainer.publish;

import dev.consilium.avro.Candidate;
import dev.consilium.avro.RosterEntry;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.Decision;
import dev.consilium.schemas.roster.Pruning;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.schemas.roster.RosterWriter;
import dev.consilium.schemas.roster.VersionKey;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides about versions that are published already. Each call is one decision: it takes effect as a whole or not at all.
 *
 * <p>Keeps its readers open between decisions. One thread at a time.
 */
public final class RosterControl implements AutoCloseable {

    private final RosterWriter writer;
    private final Fitness fitness;
    private final InstantSource clock;
    private final String by;

    /** @param by who decides */
    public RosterControl(Connection connection, Topics topics, InstantSource clock, String by) {
        this.writer = new RosterWriter(connection, topics);
        this.fitness = new Fitness(connection, topics);
        this.clock = clock;
        this.by = by;
    }

    public RosterView read() {
        return writer.read();
    }

    /**
     * Lets these versions serve; a specialist that is new to the roster comes last in it. Ends the trial of a specialist
     * whose serving version changes.
     *
     * @throws IllegalArgumentException when one is not published
     */
    public Decision pin(Collection<VersionKey> versions, String reason) {
        Set<VersionKey> refused = fitness.refused();
        return writer.decide(now -> {
            Decision decision = decision(reason);
            return decision.serving(entries(now, decision, versions, refused));
        });
    }

    /**
     * Lets the versions before serve again; what is on trial there is withdrawn.
     *
     * @throws IllegalArgumentException when a specialist is not on the roster, or has no other version to go back to
     */
    public Decision rollBack(Collection<String> specialists, String reason) {
        Set<VersionKey> refused = fitness.refused();
        return writer.decide(now -> {
            Decision decision = decision(reason);
            List<VersionKey> versions = new ArrayList<>();
            for (String specialist : new HashSet<>(specialists)) {
                RosterEntry entry = now.standing(specialist);
                String previous = entry.getPrevious();
                if (previous == null || previous.equals(entry.getServing())) {
                    throw new IllegalArgumentException("'" + specialist
                            + "' has nothing to roll back to: no version before "
                            + entry.getServing() + " was good and is still published. `roster history " + specialist
                            + "` shows what became of them; `roster pin " + specialist
                            + "=VERSION` lets any published one serve");
                }
                versions.add(new VersionKey(specialist, previous));
            }
            return decision.serving(entries(now, decision, versions, refused));
        });
    }

    /**
     * Puts versions on trial beside what serves; each takes the place of the candidate that its specialist had.
     *
     * @param candidates by specialist
     * @throws IllegalArgumentException when a specialist is not on the roster, or a version is not published or serves
     *     already, or a share is out of range
     */
    public Decision tryOut(Map<String, Candidate> candidates, String reason) {
        return writer.decide(now -> {
            Decision decision = decision(reason);
            return decision.serving(candidates.entrySet().stream()
                    .map(each -> decision.trial(now, each.getKey(), each.getValue()))
                    .toList());
        });
    }

    /**
     * Lets the candidates serve; what served becomes the version before.
     *
     * @throws IllegalArgumentException when a specialist has none on trial, or an instance refused it
     */
    public Decision promote(Collection<String> specialists, String reason) {
        Set<VersionKey> refused = fitness.refused();
        return writer.decide(now -> {
            Decision decision = decision(reason);
            List<VersionKey> versions = new ArrayList<>();
            for (String specialist : new TreeSet<>(specialists)) {
                VersionKey version =
                        new VersionKey(specialist, now.candidate(specialist).getVersion());
                if (refused.contains(version)) {
                    throw new IllegalArgumentException(version + " was refused (`roster history " + specialist
                            + "` says why), and would be again: withdraw it, or pin it to have it tried once more");
                }
                versions.add(version);
            }
            return decision.serving(entries(now, decision, versions, refused));
        });
    }

    /**
     * Ends trials; what serves stays.
     *
     * @throws IllegalArgumentException when a specialist has none on trial
     */
    public Decision withdraw(Collection<String> specialists, String reason) {
        return writer.decide(now -> {
            Decision decision = decision(reason);
            return decision.serving(new TreeSet<>(specialists)
                    .stream()
                            .map(specialist -> decision.withdrawal(now, specialist))
                            .toList());
        });
    }

    /**
     * Takes specialists off the roster; their versions stay published.
     *
     * @param evenTheLast whether the roster may become empty, so that no image is answered any more
     * @throws IllegalArgumentException when one is not on the roster, or nobody would be left
     */
    public Decision dismiss(Collection<String> specialists, boolean evenTheLast, String reason) {
        return writer.decide(now -> {
            Set<String> dismissed = new HashSet<>(specialists);
            dismissed.forEach(now::standing);
            if (dismissed.size() == now.roster().size() && !evenTheLast) {
                throw new IllegalArgumentException(
                        "nobody would be left to answer, and the app would stop answering; --force does it all the same");
            }
            return decision(reason).dismissing(dismissed);
        });
    }

    /**
     * Forgets all but the {@code keep} last versions of each specialist and those that are in use.
     *
     * @param chunks further keys on {@code model-artifacts} that go unless a version that stays refers to them
     */
    public Decision prune(int keep, Set<String> chunks, String reason) {
        return writer.decide(now -> decision(reason).pruning(new Pruning(Superfluous.versions(now, keep), chunks)));
    }

    @Override
    public void close() {
        writer.close();
        fitness.close();
    }

    private Decision decision(String reason) {
        return Decision.by(by, clock.instant().truncatedTo(ChronoUnit.MILLIS), reason);
    }

    private static List<RosterEntry> entries(
            RosterView now, Decision decision, Collection<VersionKey> versions, Set<VersionKey> refused) {
        List<RosterEntry> entries = new ArrayList<>();
        int position = now.nextPosition();
        for (VersionKey version : versions) {
            entries.add(decision.entry(now, version, position, refused));
            if (now.entry(version.specialist()).isEmpty()) {
                position++;
            }
        }
        return entries;
    }
}
