package dev.consilium.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoReportTest {
    private static final Swap TOPS = new Swap("tops", "v1", "v2", 412);
    private static final Swap OTHERS = new Swap("others", "v1", "v2", 398);

    @Test
    void shouldWriteFractionsAndMilliseconds() throws Exception {
        // Given
        DemoReport report = report(0, 0, 0, 0, List.of(TOPS, OTHERS), new Score(8, 6, 7, 4));

        // When
        JsonNode json = new ObjectMapper().readTree(new ObjectMapper().writeValueAsString(report.figures()));

        // Then
        assertThat(json.get("images").asLong()).isEqualTo(16);
        assertThat(json.get("accuracyBefore").asDouble()).isEqualTo(0.5);
        assertThat(json.get("accuracyAfter").asDouble()).isEqualTo(0.75);
        assertThat(json.get("routed").asDouble()).isEqualTo(0.75);
        assertThat(json.get("rightSpecialist").asDouble()).isEqualTo(0.875);
        assertThat(json.get("inSubset").asDouble()).isEqualTo(0.5);
        assertThat(json.get("swaps").get(0)).isEqualTo(new ObjectMapper().readTree("""
                {"specialist": "tops", "fromVersion": "v1", "toVersion": "v2", "millis": 412}"""));
        assertThat(json.get("p99CommittedMillis").asLong()).isEqualTo(230);
    }

    @Test
    void shouldWriteNullForWhatWasNotJudged() {
        // When
        JsonNode json = new ObjectMapper()
                .valueToTree(report(0, 0, 0, 0, List.of(), Score.NONE).figures());

        // Then
        assertThat(json.get("accuracyAfter").isNull()).isTrue();
    }

    @Test
    void shouldBeSoundOnlyWhenEveryImageHasOneAnswerInOrderAndAllWereSwapped() {
        // Given
        List<Swap> both = List.of(TOPS, OTHERS);
        Score score = new Score(8, 6, 7, 4);

        // Then
        assertThat(report(0, 0, 0, 0, both, score).isSound()).isTrue();
        assertThat(report(1, 0, 0, 0, both, score).isSound()).isFalse();
        assertThat(report(0, 1, 0, 0, both, score).isSound()).isFalse();
        assertThat(report(0, 0, 1, 0, both, score).isSound()).isFalse();
        assertThat(report(0, 0, 0, 1, both, score).isSound()).isFalse();
        assertThat(report(0, 0, 0, 0, List.of(TOPS), score).isSound()).isFalse();
    }

    @Test
    void shouldReadWell() {
        // When
        List<String> lines = DemoTable.of(report(0, 0, 0, 0, List.of(TOPS, OTHERS), new Score(8, 6, 7, 4)));

        // Then
        assertThat(lines)
                .contains("    lost                                0")
                .contains(
                        "    tops  v1 → v2                       412 ms from publishing to its first committed prediction")
                .contains("    the prediction names the class        50.0 %      75.0 %");
    }

    private static DemoReport report(
            long lost, long duplicated, long outOfOrder, long misplaced, List<Swap> swaps, Score after) {
        Score before = new Score(8, 4, 6, 4);
        return new DemoReport(
                16, 16, 0, Map.of(), lost, duplicated, outOfOrder, misplaced, swaps, 2, before, after, 100, 110, 230);
    }
}
