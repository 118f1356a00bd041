package dev.consilium.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.schemas.DeadLetterHeaders;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.streams.circuit.BackOff;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.metrics.Metric;
import dev.consilium.streams.topology.TopologyConfig.Unavailable;
import java.time.Duration;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A specialist of two hangs, throws, or answers NaN: what becomes of the image, and who is named. */
class AbsenceTopologyTest extends DrivenTopology {

    private static final Duration HANGS_AFTER = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(1);

    @BeforeEach
    void loseNoTime() {
        scoring = scoring.withPatience(HANGS_AFTER, new BackOff(LONG, LONG));
    }

    @Test
    void shouldNameASpecialistThatThrows() throws Exception {
        assertPartial(
                driver(config -> config.withQuorum(1), TinyModule.LOW, TinyModule.THROWS_ON_BLACK),
                "s1@v1 gave no opinion: the module failed");
    }

    @Test
    void shouldNameASpecialistThatAnswersNan() throws Exception {
        assertPartial(driver(config -> config.withQuorum(1), TinyModule.LOW, TinyModule.NAN_ON_BLACK), "NaN");
    }

    @Test
    void shouldNameASpecialistThatHangsAndNotWaitForItAgain() throws Exception {
        // Given
        TopologyTestDriver driver =
                driver(config -> config.withQuorum(1).withDeadline(LONG), TinyModule.LOW, TinyModule.HANGS_ON_BLACK);

        // When, then: long before the deadline
        assertPartial(driver, "a forward has not come back within 1000 ms");

        // When, then: at once, whatever the image
        pipe(driver, bytes("noise"), image(TestImages.noise("noise", 1)), new RecordHeaders());
        Prediction next = prediction(outcomes(driver, TOPICS.predictions(), 1).get(0));
        assertThat(next.getOutcome()).isEqualTo(dev.consilium.avro.Outcome.PARTIAL);
        assertThat(next.getMissingReasons()).singleElement().asString().contains("not asked for now");
    }

    @Test
    void shouldNameASpecialistThatMissesTheDeadline() throws Exception {
        // Given: it would be given up much later
        scoring = scoring.withPatience(LONG, new BackOff(LONG, LONG));
        TopologyTestDriver driver = driver(
                config -> config.withQuorum(1).withDeadline(Duration.ofSeconds(5)),
                TinyModule.LOW,
                TinyModule.HANGS_ON_BLACK);

        // When: the other one has answered
        pipe(driver, bytes("black"), image(TestImages.black("black")), new RecordHeaders());
        await().atMost(LONG)
                .until(() -> registry.find(Metric.FORWARD.id())
                                .tag("specialist", "s0")
                                .timer()
                        != null);
        waited = Duration.ofSeconds(6);

        // Then
        Prediction prediction =
                prediction(outcomes(driver, TOPICS.predictions(), 1).get(0));
        assertThat(prediction.getMissing()).containsExactly("s1");
        assertThat(prediction.getMissingReasons()).containsExactly("s1@v1 gave no opinion within 5000 ms");
    }

    @Test
    void shouldBuryNothingThatWaitsForASpecialist() throws Exception {
        // Given: all opinions are needed
        TopologyTestDriver driver = driver(config -> config, TinyModule.LOW, TinyModule.ILL_FROM_BLACK);
        Image black = TestImages.black("black");

        // When, then: the thread gives up, and with it the transaction; the image is read again
        assertThatThrownBy(() -> {
                    pipe(driver, bytes("black"), image(black), new RecordHeaders());
                    outcomes(driver, TOPICS.predictions(), 1);
                })
                .hasRootCauseInstanceOf(dev.consilium.streams.circuit.SpecialistUnavailableException.class)
                .hasStackTraceContaining("An image waits: s1@v1 gave no opinion: it fails on test images too");
        assertThat(drain(driver, TOPICS.deadLetters())).isEmpty();
    }

    @Test
    void shouldBuryAtOnceWhatIsNotToWait() throws Exception {
        // Given
        TopologyTestDriver driver = driver(
                config -> config.withUnavailable(Unavailable.DEAD_LETTER), TinyModule.LOW, TinyModule.ILL_FROM_BLACK);

        // When
        pipe(driver, bytes("black"), image(TestImages.black("black")), new RecordHeaders());
        pipe(driver, bytes("noise"), image(TestImages.noise("noise", 1)), new RecordHeaders());

        // Then
        for (TestRecord<byte[], byte[]> letter : outcomes(driver, TOPICS.deadLetters(), 2)) {
            assertThat(header(letter, DeadLetterHeaders.EXCEPTION)).isEqualTo(MissingOpinionException.class.getName());
            assertThat(header(letter, DeadLetterHeaders.MESSAGE))
                    .contains("s1@v1")
                    .contains("fails on test images");
        }
    }

    private void assertPartial(TopologyTestDriver driver, String reason) {
        pipe(driver, bytes("black"), image(TestImages.black("black")), new RecordHeaders());
        Prediction prediction =
                prediction(outcomes(driver, TOPICS.predictions(), 1).get(0));
        assertThat(prediction.getOutcome()).isEqualTo(dev.consilium.avro.Outcome.PARTIAL);
        assertThat(prediction.getSpecialist()).isEqualTo("s0");
        assertThat(prediction.getMissing()).containsExactly("s1");
        assertThat(prediction.getMissingReasons())
                .singleElement()
                .asString()
                .startsWith("s1@v1 ")
                .contains(reason);
    }
}
