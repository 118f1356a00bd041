package dev.consilium.schemas.roster;

import static dev.consilium.schemas.roster.RosterFixture.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.RosterEntry;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.UnreachableException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RosterReaderIT {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    private final RosterFixture fixture = RosterFixture.create();

    @AutoClose
    private final RosterWriter writer = new RosterWriter(fixture.connection(), fixture.topics());

    @AutoClose
    private final RosterReader reader = new RosterReader(fixture.connection(), fixture.topics());

    @Test
    void shouldSeeWhatWasDecidedSinceItLastRead() {
        // Given
        serve("living", "v1", '1');
        serve("vehicles", "v1", 'a');
        assertThat(reader.read().roster()).containsOnlyKeys("living", "vehicles");

        // When
        serve("living", "v2", '2');
        writer.decide(now -> Decision.by("tester", NOW, "").dismissing(Set.of("vehicles")));

        // Then
        RosterView view = reader.read();
        assertThat(view.inOrder()).extracting(RosterEntry::getServing).containsExactly("v2");
        assertThat(view.models()).containsOnlyKeys("living@v1", "living@v2", "vehicles@v1");
    }

    @Test
    void shouldSeeADecisionAsSoonAsItsWriterIsDone() {
        for (int i = 1; i <= 20; i++) {
            String version = "v" + i;

            // When
            serve("living", version, 'c');

            // Then
            assertThat(reader.read().standing("living").getServing()).isEqualTo(version);
        }
    }

    @Test
    void shouldSayThatThereIsNoSuchTopic() {
        Topics others = fixture.topics().prefixed("elsewhere-");

        assertThatThrownBy(() -> RosterReader.read(fixture.connection(), others))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("there is no topic '" + others.roster() + "' at "
                        + fixture.connection().bootstrapServers());
    }

    private void serve(String specialist, String version, char digit) {
        writer.decide(now -> {
            Decision decision =
                    Decision.by("tester", NOW, "").publishing(List.of(manifest(specialist, version, digit)));
            return decision.serving(
                    List.of(decision.entry(now, new VersionKey(specialist, version), now.nextPosition())));
        });
    }
}
