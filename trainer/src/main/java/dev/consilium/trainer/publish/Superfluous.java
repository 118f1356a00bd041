package dev.consilium.trainer.publish;

import dev.consilium.avro.SpecialistVersion;
import dev.consilium.schemas.roster.Pruning;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.schemas.roster.Row;
import dev.consilium.schemas.roster.VersionKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which versions may be forgotten. */
final class Superfluous {

    private Superfluous() {}

    /** All but the {@code keep} that were published last of each specialist, and those that are in use. */
    static Set<VersionKey> versions(RosterView now, int keep) {
        List<SpecialistVersion> newestFirst = now.models().values().stream()
                .sorted(Comparator.comparingLong((Row<SpecialistVersion> row) -> row.offset())
                        .reversed())
                .map(Row::value)
                .toList();
        Set<VersionKey> inUse = Pruning.inUse(now.inOrder());
        Map<String, Integer> seen = new HashMap<>();
        Set<VersionKey> superfluous = new TreeSet<>(Comparator.comparing(VersionKey::toString));
        for (SpecialistVersion manifest : newestFirst) {
            VersionKey version = VersionKey.of(manifest);
            boolean recent = seen.merge(version.specialist(), 1, Integer::sum) <= keep;
            if (!recent && !inUse.contains(version)) {
                superfluous.add(version);
            }
        }
        return superfluous;
    }
}
