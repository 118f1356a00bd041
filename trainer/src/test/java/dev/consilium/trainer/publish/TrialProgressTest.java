package dev.consilium.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialProgressTest {

    @Test
    void shouldShowOfATrialWhatEachInstanceToldLast() {
        // Given
        RolloutEvent warmed = event(RolloutState.WARMED, "a", 0);
        RolloutEvent first = event(RolloutState.SHADOWING, "a", 0);
        RolloutEvent second = event(RolloutState.SHADOWING, "a", 50);
        RolloutEvent other = event(RolloutState.SHADOWING, "b", 10);
        RolloutEvent third = event(RolloutState.SHADOWING, "a", 100);

        // When
        List<RolloutEvent> shown = TrialProgress.latestOnly(List.of(warmed, first, second, other, third));

        // Then
        assertThat(shown).containsExactly(warmed, other, third);
    }

    @Test
    void shouldSayWhatWasSeen() {
        RolloutEvent event = RolloutEvent.newBuilder(event(RolloutState.CANARYING, "a", 200))
                .setStatistics(Map.of(
                        "images",
                        200.0,
                        "errors",
                        1.0,
                        "sameAnswers",
                        190.0,
                        "labelled",
                        100.0,
                        "right",
                        80.0,
                        "servingRight",
                        75.0))
                .build();

        assertThat(TrialProgress.text(event))
                .isEqualTo("200 images, agreement 0.9500, 1 errors, accuracy gain 0.0500 on 100 labelled");
        assertThat(TrialProgress.text(event(RolloutState.CANARYING, "a", 0))).isEmpty();
    }

    private static RolloutEvent event(RolloutState state, String incarnation, double images) {
        return RolloutEvent.newBuilder()
                .setSpecialist("low")
                .setVersion("v2")
                .setInstance("instance")
                .setIncarnation(incarnation)
                .setState(state)
                .setStatistics(Map.of("images", images))
                .setAt(Instant.EPOCH)
                .build();
    }
}
