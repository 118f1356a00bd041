package dev.consilium.schemas.roster;

import static dev.consilium.schemas.roster.RosterFixture.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.GoldenExample;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.schemas.roster.CompactedTopic.Merge;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestsTest {

    private static final SpecialistVersion WHOLE = SpecialistVersion.newBuilder(manifest("living", "v1", '1'))
            .setGolden(List.of(new GoldenExample(ByteBuffer.allocate(1000), "image/png", List.of(1f, 0f))))
            .setMetrics(Map.of("accuracy", 0.9))
            .build();
    private static final SpecialistVersion OTHER = manifest("living", "v1", '2');

    private final List<SpecialistVersion> seconds = new ArrayList<>();
    private final Merge<SpecialistVersion> merge = Manifests.firstStays(seconds::add);

    @Test
    void shouldLeaveOfAPrunedVersionWhatItsModuleIsKnownBy() {
        SpecialistVersion left = Manifests.pruned(WHOLE);

        assertThat(Manifests.isPruned(WHOLE)).isFalse();
        assertThat(Manifests.isPruned(left)).isTrue();
        assertThat(left.getArtifact().getSha256()).isEqualTo(WHOLE.getArtifact().getSha256());
        assertThat(left.getGolden()).isEmpty();
        assertThat(Manifests.pruned(left)).isEqualTo(left);
    }

    @Test
    void shouldTakeWhatIsLeftAndTheSameVersionAgain() {
        SpecialistVersion left = Manifests.pruned(WHOLE);

        assertThat(kept(WHOLE, left)).isEqualTo(left);
        assertThat(kept(left, WHOLE)).isEqualTo(WHOLE);
        assertThat(seconds).isEmpty();
    }

    @Test
    void shouldKeepTheFirstWhenAnotherModuleComesUnderItsName() {
        SpecialistVersion left = Manifests.pruned(WHOLE);

        assertThat(kept(WHOLE, OTHER)).isEqualTo(WHOLE);
        assertThat(kept(left, OTHER)).isEqualTo(left);
        assertThat(kept(WHOLE, Manifests.pruned(OTHER))).isEqualTo(WHOLE);
        assertThat(seconds).containsExactly(OTHER, OTHER, Manifests.pruned(OTHER));
    }

    private SpecialistVersion kept(SpecialistVersion present, SpecialistVersion next) {
        return merge.keep(new Row<>(present, 0, Instant.EPOCH), new Row<>(next, 1, Instant.EPOCH))
                .value();
    }
}
