package dev.consilium.ops.demo;

import static dev.consilium.ops.PredictionFixture.opinion;
import static dev.consilium.ops.PredictionFixture.prediction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Prediction;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Map<String, String> FIRST = Map.of("tops", "v1", "others", "v1");
    private static final Map<String, String> SECOND = Map.of("tops", "v2", "others", "v1");

    private final Findings findings = new Findings(Map.of("coat", "tops", "shirt", "tops", "bag", "others"));

    @Test
    void shouldScoreEachLineUpOfVersionsForItself() {
        // When
        add(0, "coat", opinion("tops", "v1", "coat", 0.9f), opinion("others", "v1", "bag", 0.6f));
        add(1, "coat", opinion("tops", "v1", "coat", 0.5f), opinion("others", "v1", "bag", 0.6f));
        add(2, "coat", opinion("tops", "v1", "shirt", 0.9f), opinion("others", "v1", "bag", 0.6f));
        add(3, "bag", opinion("tops", "v2", "coat", 0.5f), opinion("others", "v1", "bag", 0.6f));

        // Then
        assertThat(findings.score(FIRST)).isEqualTo(new Score(3, 1, 2, 2));
        assertThat(findings.score(SECOND)).isEqualTo(new Score(1, 1, 1, 1));
        assertThat(findings.score(Map.of())).isEqualTo(Score.NONE);
    }

    @Test
    void shouldRememberWhenAVersionWasFirstAsked() {
        // When
        add(0, "coat", opinion("tops", "v1", "coat", 0.9f));
        add(1, "coat", opinion("tops", "v2", "coat", 0.9f));
        add(2, "coat", opinion("tops", "v2", "coat", 0.9f));

        // Then
        assertThat(findings.firstSeen("tops", "v1")).contains(1_100L);
        assertThat(findings.firstSeen("tops", "v2")).contains(1_200L);
        assertThat(findings.firstSeen("tops", "v3")).isEmpty();
    }

    @Test
    void shouldMeasureFromSendingToReading() {
        // When
        add(0, "coat", opinion("tops", "v1", "coat", 0.9f));
        add(9, "coat", opinion("tops", "v1", "coat", 0.9f));

        // Then
        assertThat(findings.committedMillis(50)).isEqualTo(100);
        assertThat(findings.committedMillis(99)).isEqualTo(1000);
        assertThat(findings.imagesPerSecond()).isEqualTo(2.0);
    }

    @Test
    void shouldCountDeadLettersAsAnswersThatScoreNothing() {
        // When
        findings.addDeadLetter("dead-letters", 0, 0, 0, "not an image", 5);
        findings.addDeadLetter("dead-letters", 0, 0, 1, "not an image", 6);

        // Then
        assertThat(findings.deadLetters()).isEqualTo(2);
        assertThat(findings.predictions()).isZero();
        assertThat(findings.tally().answered()).isEqualTo(2);
        assertThat(findings.reasons()).isEqualTo(Map.of("not an image", 2L));
    }

    @Test
    void shouldNotJudgeWhatHasNoLabel() {
        // When
        Confidence opinion = opinion("tops", "v1", "coat", 0.9f);
        findings.add(prediction(0, Map.of(), opinion), "predictions", 0, 1_000, 1_100);

        // Then
        assertThat(findings.predictions()).isEqualTo(1);
        assertThat(findings.score(Map.of("tops", "v1"))).isEqualTo(Score.NONE);
    }

    /** Sent at 1000 ms, and read 100 ms later for offset 0, 200 ms later for offset 1, and so on. */
    private void add(long offset, String label, Confidence... opinions) {
        Prediction prediction = prediction(offset, Map.of("label", label), opinions);
        findings.add(prediction, "predictions", 0, 1_000, 1_100 + 100 * offset);
    }
}
