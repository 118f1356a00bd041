package dev.consilium.streams.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutTrailTest {

    private final RolloutTrail trail = new RolloutTrail();

    @Test
    void shouldKeepTheLatest() {
        for (int i = 0; i < 1_000; i++) {
            trail.add(event("v" + i, RolloutState.ANNOUNCED, i));
        }

        assertThat(trail.events()).hasSize(200);
        assertThat(trail.events()).last().extracting(RolloutEvent::getVersion).isEqualTo("v999");
    }

    @Test
    void shouldKeepWhatWasSeenLastOfEachTrial() {
        trail.add(event("v1", RolloutState.SERVING, 0));
        trail.add(event("v2", RolloutState.SHADOWING, 10));
        trail.add(event("v3", RolloutState.SHADOWING, 11));
        trail.add(event("v2", RolloutState.SHADOWING, 20));

        assertThat(trail.events())
                .extracting(event ->
                        event.getVersion() + " " + event.getStatistics().get("images"))
                .containsExactly("v1 0.0", "v3 11.0", "v2 20.0");
    }

    private static RolloutEvent event(String version, RolloutState state, double images) {
        return new RolloutEvent("low", version, "me", "1", state, "", Map.of("images", images), 0L, Instant.EPOCH);
    }
}
