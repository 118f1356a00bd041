package dev.consilium.schemas.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionTest {

    private static final Decision DECISION = Decision.by("tester", Instant.EPOCH, "");

    @Test
    void shouldFallBackToWhatServedBefore() {
        RosterEntry entry = decide(decide(serving("v1"), "v2"), "v3");

        assertThat(entry.getPrevious()).isEqualTo("v2");
        assertThat(entry.getEarlier()).containsExactly("v1");
    }

    @Test
    void shouldLeaveARefusedVersionAsIfItHadNeverServed() {
        // Given
        RosterEntry before = decide(serving("v1"), "v2");
        RosterEntry bad = decide(decide(before, "v3"), "v4", "v3");
        assertThat(bad.getPrevious()).isEqualTo("v2");

        // When
        RosterEntry back = decide(bad, "v2", "v3", "v4");

        // Then
        assertThat(back).isEqualTo(before);
    }

    @Test
    void shouldHaveNothingToFallBackToWhenEverythingBeforeWasRefused() {
        RosterEntry entry = decide(decide(serving("v1"), "v2"), "v1", "v2");

        assertThat(entry.getPrevious()).isNull();
        assertThat(entry.getEarlier()).isEmpty();
    }

    @Test
    void shouldComeBackFromARollBack() {
        // Given: v3 is worse, if fit to serve
        RosterEntry back = decide(decide(decide(serving("v1"), "v2"), "v3"), "v2");

        // When / Then
        assertThat(back.getPrevious()).isEqualTo("v3");
        assertThat(back.getEarlier()).containsExactly("v1");
    }

    @Test
    void shouldNeverFallBackToItself() {
        // Given: as a release before this one wrote it
        RosterEntry entry =
                RosterEntry.newBuilder(serving("v2")).setPrevious("v2").build();

        // When / Then
        assertThat(decide(entry, "v2").getPrevious()).isNull();
        assertThat(decide(entry, "v1").getPrevious()).isEqualTo("v2");
        assertThat(decide(entry, "v1").getEarlier()).isEmpty();
    }

    @Test
    void shouldNotFallBackToWhatIsNoLongerPublished() {
        // Given
        RosterEntry entry = decide(decide(decide(serving("v1"), "v2"), "v3"), "v4");

        // When
        RosterEntry next = DECISION.entry(view(entry, "v1", "v4", "v5"), key("v5"), 0, Set.of(key("v4")));

        // Then
        assertThat(next.getPrevious()).isEqualTo("v1");
        assertThat(next.getEarlier()).isEmpty();
    }

    @Test
    void shouldRememberALimitedNumberOfVersions() {
        // When
        RosterEntry entry = serving("v1");
        for (int number = 2; number <= 20; number++) {
            entry = decide(entry, "v" + number);
        }

        // Then
        assertThat(entry.getPrevious()).isEqualTo("v19");
        assertThat(entry.getEarlier()).hasSize(8).startsWith("v18").endsWith("v11");
    }

    private static RosterEntry serving(String version) {
        return DECISION.entry(new RosterView(Map.of(), Map.of(), Map.of()), key(version), 0);
    }

    /** With all of v1 to v20 published. */
    private static RosterEntry decide(RosterEntry present, String version, String... refused) {
        String[] all =
                IntStream.rangeClosed(1, 20).mapToObj(number -> "v" + number).toArray(String[]::new);
        return DECISION.entry(
                view(present, all),
                key(version),
                0,
                Arrays.stream(refused).map(DecisionTest::key).collect(Collectors.toSet()));
    }

    private static RosterView view(RosterEntry entry, String... published) {
        Map<String, Row<SpecialistVersion>> models = List.of(published).stream()
                .map(version -> RosterFixture.manifest("living", version, '1'))
                .collect(Collectors.toMap(manifest -> VersionKey.of(manifest).toString(), DecisionTest::row));
        return new RosterView(Map.of("living", row(entry)), models, Map.of());
    }

    private static <V> Row<V> row(V value) {
        return new Row<>(value, 0, Instant.EPOCH);
    }

    private static VersionKey key(String version) {
        return new VersionKey("living", version);
    }
}
