package dev.consilium.schemas.roster;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.Candidate;
import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.TopicArtifact;
import dev.consilium.schemas.artifact.ArtifactChunks;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What shall be forgotten: manifests, and the chunks that only they refer to. Safe against whoever publishes at the same
 * time: both are removed in one transaction of the roster's writer, and a publisher looks, after it has taken over from
 * all other writers, whether the chunks that it counts on are still there.
 *
 * @param versions whose manifests go
 * @param chunks further keys on {@code model-artifacts}, of uploads that broke off; those that a manifest refers to stay
 */
public record Pruning(Set<VersionKey> versions, Set<String> chunks) {

    /** Nothing is forgotten. */
    public static final Pruning NONE = new Pruning(Set.of(), Set.of());

    public Pruning {
        versions = Set.copyOf(versions);
        chunks = Set.copyOf(chunks);
    }

    /** The versions that serve, are on trial, or are what an entry falls back to. */
    public static Set<VersionKey> inUse(Collection<RosterEntry> roster) {
        Set<VersionKey> inUse = new HashSet<>();
        for (RosterEntry entry : roster) {
            inUse.add(new VersionKey(entry.getSpecialist(), entry.getServing()));
            String previous = entry.getPrevious();
            if (previous != null) {
                inUse.add(new VersionKey(entry.getSpecialist(), previous));
            }
            Candidate candidate = entry.getCandidate();
            if (candidate != null) {
                inUse.add(new VersionKey(entry.getSpecialist(), candidate.getVersion()));
            }
        }
        return inUse;
    }

    /** The keys of the chunks that nobody refers to any more once {@link #versions} are gone. */
    public Set<String> looseChunks(RosterView now) {
        Set<String> loose = new TreeSet<>(chunks);
        Set<String> kept = new HashSet<>();
        now.models().values().forEach(row -> {
            SpecialistVersion manifest = row.value();
            Artifact artifact = manifest.getArtifact();
            if (versions.contains(VersionKey.of(manifest))) {
                loose.addAll(ArtifactChunks.keys(artifact));
            } else if (artifact.getLocation() instanceof TopicArtifact) {
                kept.add(artifact.getSha256());
            }
        });
        return loose.stream()
                .filter(key -> !kept.contains(key.substring(0, Math.max(0, key.indexOf('/')))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @throws IllegalArgumentException when a version is not published, or in use */
    void requirePossible(RosterView now) {
        Set<VersionKey> inUse = inUse(now.inOrder());
        for (VersionKey version : versions) {
            now.requirePublished(version);
            if (inUse.contains(version)) {
                throw new IllegalArgumentException(version + " is in use (roster show): it cannot be pruned");
            }
        }
    }
}
