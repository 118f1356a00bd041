package dev.consilium.trainer.publish;

import dev.consilium.avro.SpecialistVersion;
import dev.consilium.schemas.roster.VersionKey;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was published.
 *
 * @param manifests as they stand on {@code models} now
 * @param decidedAt when
 * @param warnings what a person should know about the roster that came of it, one sentence each
 */
public record Publication(List<SpecialistVersion> manifests, Instant decidedAt, List<String> warnings) {

    public Publication {
        manifests = List.copyOf(manifests);
        warnings = List.copyOf(warnings);
    }

    public Set<VersionKey> versions() {
        Set<VersionKey> versions = new LinkedHashSet<>();
        manifests.forEach(manifest -> versions.add(VersionKey.of(manifest)));
        return versions;
    }
}
