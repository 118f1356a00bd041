package dev.consilium.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void shouldCompareOnTheImagesThatCountForBoth() {
        // Given
        List<Verdict> first = Verdicts.of(true, true, false, true);
        List<Verdict> second = Verdicts.of(true, false, false, false).subList(0, 3);

        // When
        Comparison comparison = Comparison.of(judgement(first), judgement(second));

        // Then
        assertThat(comparison.images()).isEqualTo(3);
        assertThat(comparison.of(Measure.ROUTED).value()).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(comparison.of(Measure.IN_SUBSET).value()).isZero();
        assertThat(comparison.of(Measure.ROUTED).interval().low()).isZero();
        assertThat(comparison.of(Measure.ROUTED).interval().high()).isBetween(0.5, 1.0);
    }

    @Test
    void shouldTestWhetherOneIsRightMoreOften() {
        // Given: 2 of 10 differing images for one, 8 for the other, and one on which they agree
        List<Verdict> first = Verdicts.of(true, true, false, false, false, false, false, false, false, false, true);
        List<Verdict> second = Verdicts.of(false, false, true, true, true, true, true, true, true, true, true);

        // When
        McNemar test = McNemar.of(first, second);

        // Then: 2 (1 + 10 + 45) / 1024
        assertThat(test.onlyFirst()).isEqualTo(2);
        assertThat(test.onlySecond()).isEqualTo(8);
        assertThat(test.pValue()).isCloseTo(0.109375, within(1e-9));
    }

    @Test
    void shouldNotCallEqualAnswersADifference() {
        List<Verdict> same = Verdicts.of(true, false);

        assertThat(McNemar.of(same, same).pValue()).isEqualTo(1);
    }

    private static Judgement judgement(List<Verdict> verdicts) {
        EvaluationReport none = new EvaluationReport(verdicts.size(), 0, 0, 0, 0, 0, List.of(), List.of());
        return new Judgement(List.of(), List.of("a", "b"), none, Map.of(), verdicts, Duration.ZERO);
    }
}
