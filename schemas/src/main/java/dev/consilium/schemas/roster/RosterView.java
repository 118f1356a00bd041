package dev.consilium.schemas.roster;

import dev.consilium.avro.Candidate;
import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a decision is based on: the decisions that stand and the versions that exist, read at one moment. Immutable.
 *
 * @param roster by specialist
 * @param models by {@code specialist@version}
 * @param pruned what is left of versions that were published once, in the same way: their names stay taken
 */
public record RosterView(
        Map<String, Row<RosterEntry>> roster,
        Map<String, Row<SpecialistVersion>> models,
        Map<String, Row<SpecialistVersion>> pruned) {

    /** The order in which the rule asks: position, then name. */
    public static final Comparator<RosterEntry> FOLD_ORDER =
            Comparator.comparingInt(RosterEntry::getPosition).thenComparing(RosterEntry::getSpecialist);

    public Optional<RosterEntry> entry(String specialist) {
        return Optional.ofNullable(roster.get(specialist)).map(Row::value);
    }

    /**
     * The decision that stands for a specialist.
     *
     * @throws IllegalArgumentException when the specialist is not on the roster; the message names those who are
     */
    public RosterEntry standing(String specialist) {
        return entry(specialist)
                .orElseThrow(() -> new IllegalArgumentException("'" + specialist + "' is not on the roster; there are "
                        + inOrder().stream().map(RosterEntry::getSpecialist).toList()));
    }

    /**
     * The version of a specialist that is on trial.
     *
     * @throws IllegalArgumentException when the specialist is not on the roster, or has none on trial
     */
    public Candidate candidate(String specialist) {
        Candidate candidate = standing(specialist).getCandidate();
        if (candidate == null) {
            throw new IllegalArgumentException("'" + specialist
                    + "' has no version on trial; start one with `roster shadow` or `roster canary " + specialist
                    + "=VERSION`");
        }
        return candidate;
    }

    /** @throws IllegalArgumentException when there is no such version; the message names those that there are */
    void requirePublished(VersionKey version) {
        if (manifest(version).isEmpty()) {
            throw new IllegalArgumentException(version + " is not published"
                    + (pruned.containsKey(version.toString()) ? " any more, it was pruned" : "") + "; published are: "
                    + versionsOf(version.specialist()).stream()
                            .map(SpecialistVersion::getVersion)
                            .toList());
        }
    }

    /**
     * That this manifest may be published: its name is free, or stands for the very same.
     *
     * @throws ManifestConflictException when it is published, or was until it was pruned, with another manifest
     */
    public void requireNoConflict(SpecialistVersion manifest) {
        VersionKey version = VersionKey.of(manifest);
        List<String> toPublished = manifest(version)
                .map(present -> Manifests.differences(present, manifest))
                .orElse(List.of());
        if (!toPublished.isEmpty()) {
            throw ManifestConflictException.published(version, toPublished);
        }
        List<String> toPruned = Optional.ofNullable(pruned.get(version.toString()))
                .map(left -> Manifests.differences(left.value(), Manifests.pruned(manifest)))
                .orElse(List.of());
        if (!toPruned.isEmpty()) {
            throw ManifestConflictException.pruned(version, toPruned);
        }
    }

    public Optional<SpecialistVersion> manifest(VersionKey version) {
        return Optional.ofNullable(models.get(version.toString())).map(Row::value);
    }

    /** The standing entries in fold order. */
    public List<RosterEntry> inOrder() {
        return roster.values().stream().map(Row::value).sorted(FOLD_ORDER).toList();
    }

    /** The position after everybody's. */
    public int nextPosition() {
        return roster.values().stream()
                        .mapToInt(row -> row.value().getPosition())
                        .max()
                        .orElse(-1)
                + 1;
    }

    /** All published versions of a specialist, oldest first. */
    public List<SpecialistVersion> versionsOf(String specialist) {
        return models.values().stream()
                .map(Row::value)
                .filter(manifest -> manifest.getSpecialist().equals(specialist))
                .sorted(Comparator.comparing(SpecialistVersion::getCreatedAt))
                .toList();
    }

    /** The next {@code vN} of a specialist that no version ever had; versions that are named otherwise do not count. */
    public String nextVersion(String specialist) {
        return "v"
                + (Stream.concat(models.values().stream(), pruned.values().stream())
                                .map(Row::value)
                                .filter(manifest -> manifest.getSpecialist().equals(specialist))
                                .map(SpecialistVersion::getVersion)
                                .filter(version -> version.matches("v\\d{1,9}"))
                                .mapToInt(version -> Integer.parseInt(version.substring(1)))
                                .max()
                                .orElse(0)
                        + 1);
    }

    /** Whether {@code other} shows the very same roster records. */
    boolean sameRoster(RosterView other) {
        return offsets().equals(other.offsets());
    }

    private Map<String, Long> offsets() {
        return roster.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, row -> row.getValue().offset()));
    }
}
