package dev.consilium.ops.guarantee;

import static dev.consilium.ops.PredictionFixture.opinion;
import static dev.consilium.ops.PredictionFixture.prediction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Outcome;
import dev.consilium.avro.Prediction;
import dev.consilium.avro.Source;
import dev.consilium.schemas.roster.VersionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static final Instant DECIDED = Instant.parse("2026-01-02T03:04:05Z");
    private static final RollBack ROLL_BACK = new RollBack(DECIDED, Set.of(new VersionKey("living", "v1")));

    @Test
    void shouldCountPredictionsThatASpecialistIsMissingFor() {
        // Given
        Answers answers = new Answers(List.of(), 1);

        // When
        answers.add(prediction(0, Map.of(), opinion("living", "v1", "cat", 0.9f)));
        answers.add(Prediction.newBuilder(prediction(1, Map.of(), opinion("living", "v1", "cat", 0.9f)))
                .setOutcome(Outcome.PARTIAL)
                .build());

        // Then
        assertThat(answers.partial()).isEqualTo(1);
    }

    @Test
    void shouldTimeARollBackToTheLastPartition() {
        // Given
        Answers answers = new Answers(List.of(ROLL_BACK), 2);

        // When
        answers.add(at(0, -50, opinion("living", "v1", "cat", 0.9f))); // it served before, too
        answers.add(at(0, 10, opinion("living", "v2", "cat", 0.9f)));
        answers.add(at(0, 300, opinion("living", "v1", "cat", 0.9f)));
        answers.add(at(1, 900, opinion("living", "v1", "cat", 0.9f)));
        answers.add(at(1, 700, opinion("living", "v1", "cat", 0.9f)));

        // Then
        assertThat(answers.took(ROLL_BACK)).isEqualTo(Duration.ofMillis(700));
    }

    @Test
    void shouldSayWhenAPartitionNeverCameBack() {
        // Given
        Answers answers = new Answers(List.of(ROLL_BACK), 2);

        // When
        answers.add(at(0, 300, opinion("living", "v1", "cat", 0.9f)));

        // Then
        assertThatIllegalStateException()
                .isThrownBy(() -> answers.took(ROLL_BACK))
                .withMessageContaining("1 of 2 partitions");
    }

    private static Prediction at(int partition, long millis, Confidence opinion) {
        return Prediction.newBuilder(prediction(0, Map.of(), opinion))
                .setSource(new Source("images", partition, 0L))
                .setDecidedAt(DECIDED.plusMillis(millis))
                .build();
    }
}
