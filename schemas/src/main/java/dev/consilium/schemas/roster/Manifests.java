package dev.consilium.schemas.roster;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.TopicArtifact;
import dev.consilium.schemas.roster.CompactedTopic.Merge;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.avro.Schema.Field;

/** A version is a fact: what a second manifest under a published {@code specialist@version} means. */
public final class Manifests {

    private static final TopicArtifact NOWHERE = new TopicArtifact(0, 0, -1L);

    private Manifests() {}

    /** The names of the fields that differ; where the module's bytes lie is no part of what a version is. */
    public static List<String> differences(SpecialistVersion one, SpecialistVersion other) {
        SpecialistVersion a = withoutLocation(one);
        SpecialistVersion b = withoutLocation(other);
        return SpecialistVersion.getClassSchema().getFields().stream()
                .filter(field -> !Objects.equals(a.get(field.pos()), b.get(field.pos())))
                .map(Field::name)
                .toList();
    }

    /**
     * Whether this is what pruning left of a version. It stands in {@code models} so that nobody gets the name again, and no
     * app may load what it says.
     */
    public static boolean isPruned(SpecialistVersion manifest) {
        return manifest.getArtifact().getLocation() instanceof TopicArtifact chunks && chunks.getChunks() == 0;
    }

    /** What pruning leaves of a version: enough to tell whether another manifest is of the same module. */
    static SpecialistVersion pruned(SpecialistVersion manifest) {
        return SpecialistVersion.newBuilder(withoutLocation(manifest))
                .setGolden(List.of())
                .setMetrics(Map.of())
                .setRecipe(Map.of())
                .setSignature(null)
                .build();
    }

    /**
     * For reading {@code models}: the first manifest of a version stays, whatever is written over it, unless it is pruned, or
     * published again after that. Compaction forgets what was overwritten, so this holds for a reader that was there, and for
     * the trainer, which refuses to write.
     *
     * @param onSecond told of each different manifest that came after the first
     */
    public static Merge<SpecialistVersion> firstStays(Consumer<SpecialistVersion> onSecond) {
        return (present, next) -> {
            boolean prunedOrBack = isPruned(present.value()) || isPruned(next.value());
            if (prunedOrBack
                    && differences(pruned(present.value()), pruned(next.value()))
                            .isEmpty()) {
                return next;
            }
            if (!differences(present.value(), next.value()).isEmpty()) {
                onSecond.accept(next.value());
            }
            return present;
        };
    }

    private static SpecialistVersion withoutLocation(SpecialistVersion manifest) {
        Artifact artifact = manifest.getArtifact();
        return SpecialistVersion.newBuilder(manifest)
                .setArtifact(new Artifact(artifact.getSha256(), artifact.getSizeBytes(), NOWHERE))
                .build();
    }
}
