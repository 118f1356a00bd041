package dev.consilium.schemas.roster;

import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What somebody decided. Its entries and dismissals take effect together, or not at all.
 *
 * @param by who decided: a person, a command, a promotion
 * @param at when; entries of one decision are known by it
 * @param reason free text for the trail
 * @param manifests versions to publish first; those that stand already are left as they are
 * @param entries who shall serve
 * @param dismissed specialists that shall leave the roster
 */
public record Decision(
        String by,
        Instant at,
        String reason,
        List<SpecialistVersion> manifests,
        List<RosterEntry> entries,
        Set<String> dismissed) {

    public Decision {
        manifests = List.copyOf(manifests);
        entries = List.copyOf(entries);
        dismissed = Set.copyOf(dismissed);
    }

    /** A decision that changes nothing yet. */
    public static Decision by(String who, Instant at, String reason) {
        return new Decision(who, at, reason, List.of(), List.of(), Set.of());
    }

    public Decision publishing(List<SpecialistVersion> versions) {
        return new Decision(by, at, reason, versions, entries, dismissed);
    }

    public Decision serving(List<RosterEntry> decided) {
        return new Decision(by, at, reason, manifests, decided, dismissed);
    }

    public Decision dismissing(Set<String> specialists) {
        return new Decision(by, at, reason, manifests, entries, specialists);
    }

    /** The same, when nothing is known to have been refused. */
    public RosterEntry entry(RosterView now, VersionKey version, int newPosition) {
        return entry(now, version, newPosition, Set.of());
    }

    /**
     * The entry that makes {@code version} serve: at its place when the specialist is on the roster, else at {@code
     * newPosition}. What serves now becomes its {@code previous}, unless that was refused: then what was before it stays.
     *
     * @param refused versions that are nothing to fall back to
     */
    public RosterEntry entry(RosterView now, VersionKey version, int newPosition, Set<VersionKey> refused) {
        RosterEntry.Builder entry = RosterEntry.newBuilder()
                .setSpecialist(version.specialist())
                .setServing(version.version())
                .setPosition(newPosition)
                .setDecidedBy(by)
                .setDecidedAt(at)
                .setReason(reason);
        now.entry(version.specialist()).ifPresent(present -> {
            boolean isNothingToFallBackTo = present.getServing().equals(version.version())
                    || refused.contains(new VersionKey(version.specialist(), present.getServing()));
            entry.setPosition(present.getPosition());
            entry.setPrevious(isNothingToFallBackTo ? present.getPrevious() : present.getServing());
        });
        return entry.build();
    }
}
