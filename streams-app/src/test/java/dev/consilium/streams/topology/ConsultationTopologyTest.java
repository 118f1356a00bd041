package dev.consilium.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Prediction;
import dev.consilium.schemas.DeadLetterHeaders;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.streams.fixture.TestImages;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** What the topology does with single images; the driver's clock and ours are moved by hand, the specialists are real. */
class ConsultationTopologyTest extends DrivenTopology {

    @Test
    void shouldCarrySourceTimestampHeadersAndKeyThroughThePunctuator() throws Exception {
        // Given: the record context of a punctuator is empty
        TopologyTestDriver driver = driver(config -> config, TinyModule.LOW, TinyModule.SLOW);
        Headers headers = new RecordHeaders().add("traceparent", bytes("trace"));

        // When
        pipe(driver, bytes("key"), image(TestImages.noise("one", 1)), headers);
        pipe(driver, null, image(TestImages.noise("two", 2)), new RecordHeaders());
        List<TestRecord<byte[], byte[]>> out = outcomes(driver, TOPICS.predictions(), 2);

        // Then
        assertThat(out.get(0).key()).isEqualTo(bytes("key"));
        assertThat(out.get(0).getRecordTime()).isEqualTo(STAMP);
        assertThat(out.get(0).headers()).isEqualTo(headers);
        Prediction first = prediction(out.get(0));
        assertThat(first.getImageId()).isEqualTo("one");
        assertThat(first.getSource().getTopic()).isEqualTo(TOPICS.images());
        assertThat(first.getSource().getOffset()).isZero();
        assertThat(out.get(1).key()).isNull();
        assertThat(prediction(out.get(1)).getSource().getOffset()).isEqualTo(1);
        assertThat(ledger.inFlight()).isZero();
    }

    @Test
    void shouldBuryBadImageBehindItsPredecessor() throws Exception {
        // Given
        TopologyTestDriver driver = driver(config -> config, TinyModule.SLOW);

        // When: the second is found out at once, the first takes its time
        pipe(driver, bytes("good"), image(TestImages.noise("good", 1)), new RecordHeaders());
        pipe(driver, bytes("bad"), bytes("no image"), new RecordHeaders());
        boolean early = !drain(driver, TOPICS.deadLetters()).isEmpty();
        TestRecord<byte[], byte[]> letter =
                outcomes(driver, TOPICS.deadLetters(), 1).get(0);

        // Then
        assertThat(early).isFalse();
        assertThat(drain(driver, TOPICS.predictions())).hasSize(1);
        assertThat(letter.key()).isEqualTo(bytes("bad"));
        assertThat(letter.value()).isEqualTo(bytes("no image"));
        assertThat(letter.getRecordTime()).isEqualTo(STAMP);
        assertThat(header(letter, DeadLetterHeaders.OFFSET)).isEqualTo("1");
        assertThat(header(letter, DeadLetterHeaders.PARTITION)).isEqualTo("0");
        assertThat(ledger.inFlight()).isZero();
    }

    @Test
    void shouldNotTakeAClockThatIsSetForASpecialistThatIsLate() throws Exception {
        // Given
        TopologyTestDriver driver =
                driver(config -> config.withDeadline(Duration.ofSeconds(5)).withMaxInFlight(1_000), TinyModule.SLOW);
        for (int i = 0; i < 300; i++) {
            pipe(driver, bytes("in time"), image(TestImages.noise("in time", i)), new RecordHeaders());
        }

        // When
        now = now.plus(Duration.ofHours(1));

        // Then
        assertThat(outcomes(driver, TOPICS.predictions(), 300)).hasSize(300);
        assertThat(drain(driver, TOPICS.deadLetters())).isEmpty();
    }

    /** What the producer sends twice are two images: only the producer knows that they are the same. */
    @Test
    void shouldAnswerEachRecordOfAnImageThatWasSentTwice() throws Exception {
        // Given
        TopologyTestDriver driver = driver(config -> config, TinyModule.LOW);
        byte[] image = image(TestImages.noise("twice", 1));

        // When
        pipe(driver, bytes("key"), image, new RecordHeaders());
        pipe(driver, bytes("key"), image, new RecordHeaders());

        // Then
        List<Prediction> predictions = outcomes(driver, TOPICS.predictions(), 2).stream()
                .map(this::prediction)
                .toList();
        assertThat(predictions).extracting(Prediction::getImageId).containsExactly("twice", "twice");
        assertThat(predictions)
                .extracting(prediction -> prediction.getSource().getOffset())
                .containsExactly(0L, 1L);
    }

    @Test
    void shouldBuryImageWhoseSpecialistIsTooLate() throws Exception {
        // Given: more than the engine can judge at once
        TopologyTestDriver driver =
                driver(config -> config.withDeadline(Duration.ofSeconds(5)).withMaxInFlight(1_000), TinyModule.SLOW);

        // When
        for (int i = 0; i < 300; i++) {
            pipe(driver, bytes("late"), image(TestImages.noise("late", i)), new RecordHeaders());
        }
        waited = waited.plusSeconds(6);
        TestRecord<byte[], byte[]> letter =
                outcomes(driver, TOPICS.deadLetters(), 1).get(0);

        // Then
        assertThat(header(letter, DeadLetterHeaders.EXCEPTION)).isEqualTo(MissingOpinionException.class.getName());
        assertThat(header(letter, DeadLetterHeaders.MESSAGE)).contains("s0@v1").contains("5000 ms");
    }

    @Test
    void shouldPredictPartiallyWithAQuorum() throws Exception {
        // Given
        TopologyTestDriver driver = driver(config -> config.withQuorum(1), TinyModule.LOW, TinyModule.NAN_ON_BLACK);

        // When
        pipe(driver, bytes("black"), image(TestImages.black("black")), new RecordHeaders());
        Prediction prediction =
                prediction(outcomes(driver, TOPICS.predictions(), 1).get(0));

        // Then
        assertThat(prediction.getOutcome()).isEqualTo(dev.consilium.avro.Outcome.PARTIAL);
        assertThat(prediction.getMissing()).containsExactly("s1");
        assertThat(prediction.getSpecialist()).isEqualTo("s0");
        assertThat(prediction.getConsultation()).hasSize(1);
    }

    @Test
    void shouldAbstainBelowTheThresholdAndStillNameTheWinner() throws Exception {
        // Given
        TopologyTestDriver driver = driver(config -> config.withAbstainBelow(1f), TinyModule.LOW, TinyModule.HIGH);

        // When
        pipe(driver, bytes("key"), image(TestImages.noise("one", 1)), new RecordHeaders());
        Prediction prediction =
                prediction(outcomes(driver, TOPICS.predictions(), 1).get(0));

        // Then
        assertThat(prediction.getOutcome()).isEqualTo(dev.consilium.avro.Outcome.ABSTAINED);
        assertThat(prediction.getSpecialist()).isIn("s0", "s1");
    }

    @Test
    void shouldLetTheLaterOneWinATie() throws Exception {
        // Given
        TopologyTestDriver driver = driver(config -> config, TinyModule.CONSTANT, TinyModule.CONSTANT);

        // When
        pipe(driver, bytes("key"), image(TestImages.noise("one", 1)), new RecordHeaders());

        // Then
        assertThat(prediction(outcomes(driver, TOPICS.predictions(), 1).get(0)).getSpecialist())
                .isEqualTo("s1");
    }

    @Test
    void shouldTakeBareImageFiles() throws Exception {
        // Given
        TopologyTestDriver driver = driver(config -> config.withImagesFormat(ImagesFormat.RAW), TinyModule.LOW);

        // When
        pipe(driver, bytes("the key"), TestImages.encoded("png", 1), new RecordHeaders());
        pipe(driver, null, TestImages.encoded("jpg", 2), new RecordHeaders());
        List<TestRecord<byte[], byte[]>> out = outcomes(driver, TOPICS.predictions(), 2);

        // Then
        assertThat(prediction(out.get(0)).getImageId()).isEqualTo("the key");
        assertThat(prediction(out.get(1)).getImageId()).isEqualTo("images-0-1");
    }

    @Test
    void shouldBuryTombstone() throws Exception {
        // Given
        TopologyTestDriver driver = driver(config -> config, TinyModule.LOW);

        // When
        pipe(driver, bytes("gone"), null, new RecordHeaders());

        // Then
        TestRecord<byte[], byte[]> letter =
                outcomes(driver, TOPICS.deadLetters(), 1).get(0);
        assertThat(letter.value()).isNull();
        assertThat(header(letter, DeadLetterHeaders.MESSAGE)).contains("no value");
    }
}
