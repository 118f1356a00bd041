package dev.consilium.ops.guarantee;

import static dev.consilium.ops.PredictionFixture.opinion;
import static dev.consilium.ops.PredictionFixture.prediction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Prediction;
import dev.consilium.ops.bench.load.Answer;
import dev.consilium.ops.demo.ImageEnds;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.specialist.image.BadImageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That each guarantee notices when it is not kept. Three images of one partition are sent, the last of them damaged. */
class GuaranteesTest {

    private static final ImageEnds IMAGES = new ImageEnds(Map.of(0, 3L));
    private static final VersionKey GOOD = new VersionKey("living", "v1");
    private static final String REASON = BadImageException.class.getName();

    private final Audit audit = new Audit(Set.of(GOOD), 1, OptionalLong.empty());

    @Test
    void shouldFindNothingWhereAllIsKept() {
        // When
        hear(answer(0), answer(1), buried(2, REASON, "no image"));

        // Then
        assertThat(audit.violations(IMAGES)).isEmpty();
        assertThat(audit.fates(IMAGES)).isEqualTo(new Fates(3, 0, 0, 0, 0, 1, 0));
    }

    @Test
    void shouldNoticeALostImage() {
        // When
        hear(answer(0), buried(2, REASON, "no image"));

        // Then
        assertThat(audit.violations(IMAGES)).containsExactly("1 images are lost");
        assertThat(audit.fates(IMAGES).lost()).isEqualTo(1);
    }

    @Test
    void shouldNoticeASecondAnswer() {
        // When
        hear(answer(0), answer(1), answer(1), buried(2, REASON, "no image"));

        // Then
        assertThat(audit.violations(IMAGES)).containsExactly("1 answers are second ones");
        assertThat(audit.fates(IMAGES).duplicated()).isEqualTo(1);
    }

    @Test
    void shouldNoticeAnAnswerThatWasOvertaken() {
        // When
        hear(answer(1), answer(0), buried(2, REASON, "no image"));

        // Then
        assertThat(audit.violations(IMAGES)).containsExactly("1 answers have overtaken another");
        assertThat(audit.fates(IMAGES).outOfOrder()).isEqualTo(1);
    }

    @Test
    void shouldNoticeAnAnswerInAnotherPartition() {
        // When
        hear(
                answer(0),
                new Answer.Predicted(new TopicPartition("predictions", 1), of(1, opinion("living", "v1", "cat", 0.9f))),
                buried(2, REASON, "no image"));

        // Then
        assertThat(audit.violations(IMAGES)).containsExactly("1 answers are in another partition than their image");
    }

    @ParameterizedTest
    @CsvSource({"living,v2,v1", "cars,v1,v1", "living,v1,v2"})
    void shouldNoticeAVersionThatMayNotAnswer(String specialist, String heard, String onTrial) {
        // When
        Prediction prediction = Prediction.newBuilder(of(0, opinion(specialist, heard, "cat", 0.9f)))
                .setTrials(List.of(opinion("living", onTrial, "cat", 0.9f)))
                .build();
        hear(predicted(prediction), answer(1), buried(2, REASON, "no image"));

        // Then
        assertThat(audit.violations(IMAGES)).singleElement().asString().startsWith("1 predictions name a version");
        assertThat(audit.fates(IMAGES).badVersionPredictions()).isEqualTo(1);
    }

    @Test
    void shouldNoticeADeadLetterThatIsNotOfADamagedImage() {
        // When
        hear(answer(0), buried(1, "dev.consilium.Missing", "late"), buried(2, REASON, "no image"));

        // Then
        assertThat(audit.violations(IMAGES))
                .containsExactly(
                        "1 images are dead letters for what is not wrong with them: dev.consilium.Missing: late",
                        "2 images are dead letters, and 1 were damaged");
    }

    @Test
    void shouldNoticeADeadLetterWithoutAReason() {
        // When
        hear(answer(0), answer(1), buried(2, REASON, " "));

        // Then
        assertThat(audit.violations(IMAGES)).containsExactly("1 dead letters do not say why");
    }

    @Test
    void shouldNoticeMemoryThatGrows() {
        assertThat(new BoundedMemory(OptionalLong.of(1_500L << 20)).violations(IMAGES))
                .isEmpty();
        assertThat(new BoundedMemory(OptionalLong.of(1_600L << 20)).violations(IMAGES))
                .containsExactly("an instance had 1,600 MiB resident, and 1,536 are promised as the most");
    }

    private void hear(Answer... answers) {
        List.of(answers).forEach(audit::hear);
    }

    private static Answer answer(long offset) {
        return predicted(of(offset, opinion("living", "v1", "cat", 0.9f)));
    }

    private static Answer predicted(Prediction prediction) {
        return new Answer.Predicted(new TopicPartition("predictions", 0), prediction);
    }

    private static Prediction of(long offset, Confidence opinion) {
        return prediction(offset, Map.of(), opinion);
    }

    private static Answer buried(long offset, String exception, String message) {
        return new Answer.Buried(
                new TopicPartition("dead-letters", 0), 0, offset, Optional.of(exception), Optional.of(message));
    }
}
