package dev.consilium.schemas.roster;

import static dev.consilium.schemas.roster.RosterFixture.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.avro.RosterEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RosterWriterIT {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    private final RosterFixture fixture = RosterFixture.create();

    @AutoClose
    private final RosterWriter writer = new RosterWriter(fixture.connection(), fixture.topics());

    @Test
    void shouldWriteManifestEntryAndTrail() {
        // When
        writer.decide(now -> serve(now, "living", "v1", '1'));
        writer.decide(now -> serve(now, "living", "v2", '2'));

        // Then
        RosterView view = writer.read();
        assertThat(view.models()).containsOnlyKeys("living@v1", "living@v2");
        RosterEntry entry = view.entry("living").orElseThrow();
        assertThat(entry.getServing()).isEqualTo("v2");
        assertThat(entry.getPrevious()).isEqualTo("v1");
        assertThat(entry.getPosition()).isZero();
        RolloutEvent decided = trail("living@v2");
        assertThat(decided.getState()).isEqualTo(RolloutState.DECIDED);
        assertThat(decided.getInstance()).isEqualTo("tester");
        assertThat(decided.getReason()).isEqualTo("was v1: because");
    }

    @Test
    void shouldDecideAnewWhenAnotherWriterWasFaster() {
        // Given
        AtomicInteger asked = new AtomicInteger();

        // When
        writer.decide(now -> {
            if (asked.incrementAndGet() == 1) {
                try (RosterWriter faster = new RosterWriter(fixture.connection(), fixture.topics())) {
                    faster.decide(other -> serve(other, "vehicles", "v1", 'a'));
                }
            }
            return serve(now, "living", "v1", '1');
        });

        // Then
        assertThat(asked).hasValue(2);
        assertThat(writer.read().inOrder())
                .extracting(RosterEntry::getSpecialist, RosterEntry::getPosition)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("vehicles", 0),
                        org.assertj.core.groups.Tuple.tuple("living", 1));
    }

    @Test
    void shouldRefuseADecisionThatWasMadeForAnotherRoster() {
        // Given
        writer.decide(now -> serve(now, "living", "v1", '1'));
        RosterView seen = writer.read();
        writer.decide(now -> serve(now, "living", "v2", '2'));

        // When / Then
        assertThatThrownBy(() -> writer.decide(seen, serve(seen, "living", "v3", '3')))
                .isInstanceOf(RosterConflictException.class)
                .hasMessageContaining("has changed");
        assertThat(writer.read().models()).doesNotContainKey("living@v3");
    }

    @Test
    void shouldRefuseASecondManifestUnderAPublishedVersion() {
        // Given
        writer.decide(now -> serve(now, "living", "v1", '1'));

        // When / Then
        assertThatThrownBy(() -> writer.decide(now -> serve(now, "living", "v1", '2')))
                .isInstanceOf(ManifestConflictException.class)
                .hasMessageContaining("living@v1")
                .hasMessageContaining("artifact");
        assertThat(writer.read().manifest(new VersionKey("living", "v1"))).contains(manifest("living", "v1", '1'));
    }

    @Test
    void shouldRefuseAVersionThatNobodyPublished() {
        assertThatThrownBy(() -> writer.decide(now -> {
                    Decision decision = Decision.by("tester", NOW, "because");
                    return decision.serving(List.of(decision.entry(now, new VersionKey("living", "v9"), 0)));
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("living@v9 is not published");
    }

    @Test
    void shouldDismissWithATombstone() {
        // Given
        writer.decide(now -> serve(now, "living", "v1", '1'));

        // When
        writer.decide(now -> Decision.by("tester", NOW, "too old").dismissing(Set.of("living")));

        // Then
        assertThat(writer.read().roster()).isEmpty();
        assertThat(trail("living@v1").getReason()).isEqualTo("dismissed: too old");
    }

    @Test
    void shouldKeepTheNameOfAPrunedVersionTaken() {
        // Given
        writer.decide(now -> serve(now, "living", "v7", '7'));
        writer.decide(now -> serve(now, "living", "v1", '1'));
        writer.decide(now -> serve(now, "living", "v2", '2'));
        VersionKey seven = new VersionKey("living", "v7");

        // When
        writer.decide(now -> Decision.by("tester", NOW, "old").pruning(new Pruning(Set.of(seven), Set.of())));

        // Then: nothing that compaction would take away
        RosterView view = writer.read();
        assertThat(view.models()).containsOnlyKeys("living@v1", "living@v2");
        assertThat(view.pruned()).containsOnlyKeys("living@v7");
        assertThat(view.nextVersion("living")).isEqualTo("v8");
        assertThatThrownBy(() -> writer.decide(now -> serve(now, "living", "v7", '3')))
                .isInstanceOf(ManifestConflictException.class)
                .hasMessageContaining("living@v7 was pruned")
                .hasMessageContaining("artifact");

        // And
        writer.decide(now -> serve(now, "living", "v7", '7'));
        assertThat(writer.read().manifest(seven)).contains(manifest("living", "v7", '7'));
        assertThat(writer.read().pruned()).isEmpty();
    }

    private RolloutEvent trail(String key) {
        try (Serde<RolloutEvent> serde = fixture.connection().serde(RolloutEvent.class);
                CompactedTopic<RolloutEvent> rollouts = CompactedTopic.open(
                        fixture.connection(), fixture.topics().rollouts(), serde.deserializer())) {
            return rollouts.readToEnd(Duration.ofSeconds(20)).get(key).value();
        }
    }

    private static Decision serve(RosterView now, String specialist, String version, char digit) {
        Decision decision = Decision.by("tester", NOW, "because");
        return decision.publishing(List.of(manifest(specialist, version, digit)))
                .serving(List.of(decision.entry(now, new VersionKey(specialist, version), now.nextPosition())));
    }
}
