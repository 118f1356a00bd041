package dev.consilium.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Image;
import dev.consilium.avro.Outcome;
import dev.consilium.avro.Prediction;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.roster.Seat;
import dev.consilium.streams.roster.Trial;
import dev.consilium.streams.roster.TrialTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;

/** Versions on trial: CONSTANT is as sure as can be of {@code class-1}, so that it wins wherever it votes. */
class TrialTopologyTest extends DrivenTopology {

    private static final int IMAGES = 40;

    private final TrialTally tally = new TrialTally();

    @Test
    void shouldHearAShadowWithoutLettingItVote() throws Exception {
        // Given
        Trial shadow = new Trial(seat(TinyModule.CONSTANT, 0, "v2"), 0, tally);
        TopologyTestDriver driver = driver(shadow);

        // When
        List<Prediction> predictions = predict(driver, image -> image);

        // Then
        assertThat(predictions).allSatisfy(prediction -> {
            assertThat(versions(prediction.getConsultation())).containsExactly("s0@v1", "s1@v1");
            assertThat(versions(prediction.getTrials())).containsExactly("s0@v2");
            assertThat(prediction.getVersion()).isEqualTo("v1");
        });
        assertThat(tally.statistics().images()).isEqualTo(IMAGES);
        assertThat(tally.statistics().sameAnswers()).isLessThan(IMAGES);
    }

    @Test
    void shouldLetACanaryVoteOnItsShareOfTheKeysAndNoOther() throws Exception {
        // Given
        Trial canary = new Trial(seat(TinyModule.CONSTANT, 0, "v2"), 0.5, tally);
        TopologyTestDriver driver = driver(canary);

        // When
        List<Prediction> predictions = predict(driver, image -> image);

        // Then
        List<Prediction> byCanary = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            Prediction prediction = predictions.get(i);
            boolean votes = canary.votesOn(bytes("key-" + i));
            assertThat(versions(prediction.getConsultation())).containsExactly(votes ? "s0@v2" : "s0@v1", "s1@v1");
            assertThat(versions(prediction.getTrials())).containsExactly(votes ? "s0@v1" : "s0@v2");
            if (prediction.getVersion().equals("v2")) {
                byCanary.add(prediction);
            }
        }
        assertThat(byCanary).isNotEmpty().hasSizeLessThan(IMAGES);
    }

    @Test
    void shouldLetTheServingVersionVoteWhereTheCanaryFails() throws Exception {
        // Given
        TopologyTestDriver driver = driver(new Trial(seat(TinyModule.NAN_ON_BLACK, 0, "v2"), 1, tally));

        // When
        pipe(driver, bytes("black"), image(TestImages.black("black")), new RecordHeaders());
        Prediction prediction =
                prediction(outcomes(driver, TOPICS.predictions(), 1).get(0));

        // Then
        assertThat(prediction.getOutcome()).isEqualTo(Outcome.DECIDED);
        assertThat(versions(prediction.getConsultation())).containsExactly("s0@v1", "s1@v1");
        assertThat(prediction.getTrials()).isEmpty();
        assertThat(tally.statistics().images()).isEqualTo(1);
        assertThat(tally.statistics().errors()).isEqualTo(1);
    }

    @Test
    void shouldCompareTheAnswersOfTheConsultationWithTheLabel() throws Exception {
        // Given
        TopologyTestDriver driver = driver(new Trial(seat(TinyModule.CONSTANT, 0, "v2"), 0, tally));

        // When: the candidate is always right
        List<Prediction> predictions = predict(
                driver,
                image -> Image.newBuilder(image)
                        .setAttributes(Map.of("label", "class-1"))
                        .build());

        // Then
        long servingRight = predictions.stream()
                .filter(prediction -> prediction.getClassName().equals("class-1"))
                .count();
        assertThat(tally.statistics().labelled()).isEqualTo(IMAGES);
        assertThat(tally.statistics().right()).isEqualTo(IMAGES);
        assertThat(tally.statistics().servingRight()).isEqualTo(servingRight).isLessThan(IMAGES);
        assertThat(tally.statistics().nanos()).isPositive();
        assertThat(tally.statistics().servingNanos()).isPositive();
    }

    private TopologyTestDriver driver(Trial trial) throws Exception {
        List<Seat> seats = List.of(seat(TinyModule.LOW, 0, "v1"), seat(TinyModule.HIGH, 1, "v1"));
        return driver(config -> config, seats, List.of(trial));
    }

    private List<Prediction> predict(TopologyTestDriver driver, UnaryOperator<Image> change) {
        for (int i = 0; i < IMAGES; i++) {
            pipe(
                    driver,
                    bytes("key-" + i),
                    image(change.apply(TestImages.noise("image-" + i, i))),
                    new RecordHeaders());
        }
        return outcomes(driver, TOPICS.predictions(), IMAGES).stream()
                .map(this::prediction)
                .toList();
    }

    private static List<String> versions(List<Confidence> opinions) {
        return opinions.stream()
                .map(opinion -> opinion.getSpecialist() + "@" + opinion.getVersion())
                .toList();
    }
}
