package dev.consilium.schemas.roster;

import dev.consilium.avro.Candidate;
import dev.consilium.avro.CandidateMode;
import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What somebody decided. Its entries and dismissals take effect together, or not at all.
 *
 * @param by who decided: a person, a command, a promotion
 * @param at when; entries of one decision are known by it
 * @param reason free text for the trail
 * @param manifests versions to publish first; those that stand already are left as they are
 * @param entries who shall serve
 * @param dismissed specialists that shall leave the roster
 * @param pruning what shall be forgotten; a decision prunes, or does anything else
 */
public record Decision(
        String by,
        Instant at,
        String reason,
        List<SpecialistVersion> manifests,
        List<RosterEntry> entries,
        Set<String> dismissed,
        Pruning pruning) {

    /** How many versions an entry remembers before its previous one. */
    private static final int EARLIER = 8;

    public Decision {
        manifests = List.copyOf(manifests);
        entries = List.copyOf(entries);
        dismissed = Set.copyOf(dismissed);
        boolean prunes = !pruning.equals(Pruning.NONE);
        if (prunes && !(manifests.isEmpty() && entries.isEmpty() && dismissed.isEmpty())) {
            throw new IllegalArgumentException("a decision that prunes does nothing else");
        }
    }

    /** A decision that changes nothing yet. */
    public static Decision by(String who, Instant at, String reason) {
        return new Decision(who, at, reason, List.of(), List.of(), Set.of(), Pruning.NONE);
    }

    public Decision publishing(List<SpecialistVersion> versions) {
        return new Decision(by, at, reason, versions, entries, dismissed, pruning);
    }

    public Decision serving(List<RosterEntry> decided) {
        return new Decision(by, at, reason, manifests, decided, dismissed, pruning);
    }

    public Decision dismissing(Set<String> specialists) {
        return new Decision(by, at, reason, manifests, entries, specialists, pruning);
    }

    public Decision pruning(Pruning forgotten) {
        return new Decision(by, at, reason, manifests, entries, dismissed, forgotten);
    }

    /** The same, when nothing is known to have been refused. */
    public RosterEntry entry(RosterView now, VersionKey version, int newPosition) {
        return entry(now, version, newPosition, Set.of());
    }

    /**
     * The entry that makes {@code version} serve: at its place when the specialist is on the roster, else at {@code
     * newPosition}. What serves now becomes its {@code previous}; of versions that were refused or are no longer published, what
     * was before them does. So an entry that leaves a refused version is as it was before that one, and what serves is never
     * its own previous version.
     *
     * <p>A trial is a comparison with what serves: whoever changes what serves ends it. Otherwise a promotion could replace
     * a version that the candidate was never compared with.
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
            List<String> before = before(now, present, version, refused);
            entry.setPosition(present.getPosition());
            entry.setPrevious(before.stream().findFirst().orElse(null));
            entry.setEarlier(before.stream().skip(1).limit(EARLIER).toList());
            if (present.getServing().equals(version.version())) {
                entry.setCandidate(present.getCandidate());
            }
        });
        return entry.build();
    }

    /**
     * The standing entry with a version on trial beside what serves; it takes the place of any other candidate.
     *
     * @throws IllegalArgumentException when the specialist is not on the roster, the version is not published or serves
     *     already, or a canary's share is not above 0 and up to 1
     */
    public RosterEntry trial(RosterView now, String specialist, Candidate candidate) {
        RosterEntry present = now.standing(specialist);
        VersionKey version = new VersionKey(specialist, candidate.getVersion());
        now.requirePublished(version);
        if (present.getServing().equals(candidate.getVersion())) {
            throw new IllegalArgumentException(version + " serves already: there is nothing to try");
        }
        double share = candidate.getShare();
        if (candidate.getMode() == CandidateMode.CANARY && !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "a canary's share is the part of the images that it votes on, above 0 and up to 1, not " + share);
        }
        return decided(present).setCandidate(candidate).build();
    }

    /**
     * The standing entry without its candidate.
     *
     * @throws IllegalArgumentException when there is none
     */
    public RosterEntry withdrawal(RosterView now, String specialist) {
        now.candidate(specialist);
        return decided(now.standing(specialist)).setCandidate(null).build();
    }

    /** The versions that {@code version} may fall back to once it serves in place of {@code present}, the latest first. */
    private static List<String> before(
            RosterView now, RosterEntry present, VersionKey version, Set<VersionKey> refused) {
        Stream<String> latest =
                Stream.concat(Stream.of(present.getServing()), Optional.ofNullable(present.getPrevious()).stream());
        return Stream.concat(latest, present.getEarlier().stream())
                .distinct()
                .filter(VersionKey::isName)
                .map(each -> new VersionKey(version.specialist(), each))
                .filter(each -> !each.equals(version)
                        && !refused.contains(each)
                        && now.manifest(each).isPresent())
                .map(VersionKey::version)
                .toList();
    }

    private RosterEntry.Builder decided(RosterEntry present) {
        return RosterEntry.newBuilder(present).setDecidedBy(by).setDecidedAt(at).setReason(reason);
    }
}
