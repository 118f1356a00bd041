package dev.consilium.trainer.publish;

import dev.consilium.avro.RosterEntry;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.Decision;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.schemas.roster.RosterWriter;
import dev.consilium.schemas.roster.VersionKey;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides about versions that are published already. Each call is one decision: it takes effect as a whole or not at all.
 * Stateless; any thread.
 */
public final class RosterControl {

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
     * Lets these versions serve; a specialist that is new to the roster comes last in it.
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
     * Lets the versions before serve again.
     *
     * @throws IllegalArgumentException when a specialist is not on the roster or has no version before
     */
    public Decision rollBack(Collection<String> specialists, String reason) {
        Set<VersionKey> refused = fitness.refused();
        return writer.decide(now -> {
            Decision decision = decision(reason);
            List<VersionKey> versions = new ArrayList<>();
            for (String specialist : new HashSet<>(specialists)) {
                String previous = standing(now, specialist).getPrevious();
                if (previous == null) {
                    throw new IllegalArgumentException("'" + specialist
                            + "' has no version before; name one with `roster pin " + specialist + "=VERSION`");
                }
                versions.add(new VersionKey(specialist, previous));
            }
            return decision.serving(entries(now, decision, versions, refused));
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
            dismissed.forEach(specialist -> standing(now, specialist));
            if (dismissed.size() == now.roster().size() && !evenTheLast) {
                throw new IllegalArgumentException(
                        "nobody would be left to answer, and the app would stop answering; --force does it all the same");
            }
            return decision(reason).dismissing(dismissed);
        });
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

    private static RosterEntry standing(RosterView now, String specialist) {
        return now.entry(specialist)
                .orElseThrow(() -> new IllegalArgumentException("'" + specialist + "' is not on the roster; there are "
                        + now.inOrder().stream().map(RosterEntry::getSpecialist).toList()));
    }
}
