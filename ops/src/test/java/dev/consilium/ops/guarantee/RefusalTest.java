package dev.consilium.ops.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.schemas.roster.VersionKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTest {

    private static final VersionKey VERSION = new VersionKey("living", "bad-nan-weights");
    private static final String RIGHT = "its logit of class 0 is NaN for a test image";

    @Test
    void shouldHoldWhenEveryInstanceRefusesForWhatIsBad() {
        assertThat(refusal(answer("a", RolloutState.REJECTED, RIGHT), answer("b", RolloutState.REJECTED, RIGHT))
                        .holds())
                .isTrue();
    }

    @Test
    void shouldNotHoldWhenOneServesIt() {
        // When
        Refusal refusal = refusal(answer("a", RolloutState.REJECTED, RIGHT), answer("b", RolloutState.SERVING, ""));

        // Then
        assertThat(refusal.holds()).isFalse();
        assertThat(refusal.reason()).isEqualTo("not refused: b says SERVING");
    }

    @Test
    void shouldNotHoldWhenItIsRefusedForSomethingElse() {
        // When
        Refusal refusal = refusal(
                answer("a", RolloutState.REJECTED, RIGHT),
                answer("b", RolloutState.REJECTED, "the manifest is not signed"));

        // Then
        assertThat(refusal.holds()).isFalse();
        assertThat(refusal.reason()).isEqualTo("the manifest is not signed");
    }

    private static Refusal refusal(RolloutEvent... answers) {
        return new Refusal(BadVersion.NAN_WEIGHTS, VERSION, List.of(answers));
    }

    private static RolloutEvent answer(String instance, RolloutState state, String reason) {
        return RolloutEvent.newBuilder()
                .setSpecialist(VERSION.specialist())
                .setVersion(VERSION.version())
                .setInstance(instance)
                .setIncarnation("1")
                .setState(state)
                .setReason(reason)
                .setAt(Instant.EPOCH)
                .build();
    }
}
