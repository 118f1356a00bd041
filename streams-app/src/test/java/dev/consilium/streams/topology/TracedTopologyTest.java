package dev.consilium.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.roster.Trial;
import dev.consilium.streams.roster.TrialTally;
import dev.consilium.streams.scoring.ScoringSettings;
import dev.consilium.streams.tracing.SpanAttributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What spans say of consultations that do not end with an answer of all. */
class TracedTopologyTest extends DrivenTopology {

    private final Spans spans = new Spans();

    @BeforeEach
    void trace() {
        tracing = spans.of("app");
        now = STAMP;
    }

    @Test
    void shouldSayWhichForwardFailedAndWhy() throws Exception {
        TopologyTestDriver driver = driver(config -> config.withQuorum(1), TinyModule.LOW, TinyModule.NAN_ON_BLACK);

        pipe(driver, null, image(TestImages.black("black")), new RecordHeaders());

        String trace = traceOf(outcomes(driver, TOPICS.predictions(), 1));
        SpanData failed = spans.named("forward s1", trace);
        assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(failed.getStatus().getDescription()).contains("NaN");
        assertThat(failed.getAttributes().get(SpanAttributes.CONFIDENCE)).isNull();
        assertThat(spans.named("forward s0", trace).getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        SpanData process = spans.named("process images", trace);
        assertThat(process.getAttributes().get(SpanAttributes.MISSING)).containsExactly("s1");
        assertThat(process.getAttributes().get(SpanAttributes.OUTCOME)).isEqualTo("partial");
        assertThat(process.getAttributes().get(SpanAttributes.KEY)).isNull();
    }

    @Test
    void shouldTellOnlyTheSendingThatWas() throws Exception {
        TopologyTestDriver driver = driver(config -> config.withMaxOutcomeBytes(10_000), TinyModule.LOW);

        pipe(
                driver,
                new byte[] {0, 0, 0, 7},
                image(TestImages.noise("fat" + "x".repeat(20_000), 1)),
                new RecordHeaders());

        List<TestRecord<byte[], byte[]>> letters = outcomes(driver, TOPICS.deadLetters(), 1);
        SpanData process = spans.named("process images", traceOf(letters));
        assertThat(spans.under(process)).contains("send dead-letters").doesNotContain("send predictions");
        assertThat(process.getAttributes().get(SpanAttributes.ERROR))
                .isEqualTo(OutcomeTooLargeException.class.getName());
        assertThat(process.getAttributes().get(SpanAttributes.KEY))
                .as("no text")
                .isNull();
    }

    @Test
    void shouldTellNoForwardOfAnImageThatItsBatchLeftOut() throws Exception {
        // Given: while the only scorer is at the first image, the others gather in one batch
        scoring = new ScoringSettings(32, Duration.ofSeconds(1), 1, 4_096, ImageLimits.defaults(), false);
        TopologyTestDriver driver = driver(UnaryOperator.identity(), TinyModule.SLOW);
        pipe(driver, null, image(TestImages.noise("first", 1)), new RecordHeaders());

        // When
        pipe(driver, null, image(TestImages.noise("good", 2)), new RecordHeaders());
        pipe(driver, null, image(TestImages.file("cut", new byte[] {1, 2, 3})), new RecordHeaders());

        // Then
        String letter = traceOf(outcomes(driver, TOPICS.deadLetters(), 1));
        assertThat(spans.under(spans.named("process images", letter)))
                .containsExactly("admit", "queue", "decode", "join", "send dead-letters");
    }

    @Test
    void shouldMarkTheVersionOnTrial() throws Exception {
        Trial trial = new Trial(seat(TinyModule.HIGH, 0, "v2"), 0, new TrialTally());
        TopologyTestDriver driver =
                driver(UnaryOperator.identity(), List.of(seat(TinyModule.LOW, 0, "v1")), List.of(trial));

        pipe(driver, bytes("key"), image(TestImages.noise("tried", 1)), new RecordHeaders());

        String trace = traceOf(outcomes(driver, TOPICS.predictions(), 1));
        assertThat(spans.inTrace(trace).stream()
                        .filter(span -> span.getName().equals("forward s0"))
                        .map(SpanData::getAttributes))
                .extracting(said -> said.get(SpanAttributes.VERSION) + " " + said.get(SpanAttributes.TRIAL))
                .containsExactly("v1 null", "v2 true");
    }

    private static String traceOf(List<TestRecord<byte[], byte[]>> outcomes) {
        return Spans.traceOf(header(outcomes.get(0), "traceparent"));
    }
}
