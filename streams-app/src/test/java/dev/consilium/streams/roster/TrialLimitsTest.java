package dev.consilium.streams.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Promote;
import org.junit.jupiter.api.Test;

class TrialLimitsTest {

    private static final Promote LIMITS = Promote.newBuilder()
            .setMinImages(1_000)
            .setMinAgreement(0.9)
            .setMaxErrorShare(0.01)
            .setMaxLatencyRatio(1.5)
            .build();

    @Test
    void shouldPromoteWhenAllLimitsHold() {
        assertThat(TrialLimits.judge(LIMITS, seen(1_000, 0, 950)))
                .hasValueSatisfying(end -> assertThat(end)
                        .isEqualTo(new TrialLimits.End(
                                true,
                                "passed its trial: 1000 images, agreement 0.9500, errors 0.0000, latency ratio 1.00")));
    }

    @Test
    void shouldGoOnUntilEnoughImagesWereSeen() {
        assertThat(TrialLimits.judge(LIMITS, seen(999, 0, 999))).isEmpty();
    }

    @Test
    void shouldWithdrawAtOnceWhenALimitCannotHoldAnyMore() {
        // 101 of 1,000 answered otherwise: 0.899 at best
        assertThat(TrialLimits.judge(LIMITS, seen(200, 0, 100))).isEmpty();
        assertThat(TrialLimits.judge(LIMITS, seen(201, 0, 100)))
                .hasValueSatisfying(
                        end -> assertThat(end.reason()).contains("agreement 0.4975, at least 0.9000 asked"));
        assertThat(TrialLimits.judge(LIMITS, seen(20, 11, 9)))
                .hasValueSatisfying(end -> assertThat(end.reason()).contains("errors 0.5500, at most 0.0100 allowed"));
    }

    @Test
    void shouldWithdrawWhatIsTooSlow() {
        TrialStatistics slow = new TrialStatistics(1_000, 0, 1_000, 0, 0, 0, 1.6e9, 1e9);

        assertThat(TrialLimits.judge(LIMITS, slow)).hasValueSatisfying(end -> {
            assertThat(end.promoted()).isFalse();
            assertThat(end.reason()).contains("latency ratio 1.60, at most 1.50 allowed");
        });
    }

    @Test
    void shouldAskForSoManyLabelledImagesAsWell() {
        Promote gain = Promote.newBuilder(LIMITS)
                .setMinAgreement(0)
                .setMinLabelledAccuracyGain(0.02)
                .build();

        assertThat(TrialLimits.judge(gain, new TrialStatistics(5_000, 0, 5_000, 999, 900, 0, 1, 1)))
                .isEmpty();
        assertThat(TrialLimits.judge(gain, new TrialStatistics(5_000, 0, 5_000, 1_000, 720, 700, 1, 1)))
                .hasValueSatisfying(end -> assertThat(end.promoted()).isTrue());
        assertThat(TrialLimits.judge(gain, new TrialStatistics(5_000, 0, 5_000, 1_000, 719, 700, 1, 1)))
                .hasValueSatisfying(
                        end -> assertThat(end.reason()).contains("accuracy gain 0.0190, at least 0.0200 asked"));
    }

    private static TrialStatistics seen(long images, long errors, long sameAnswers) {
        return new TrialStatistics(images, errors, sameAnswers, 0, 0, 0, 1e9, 1e9);
    }
}
