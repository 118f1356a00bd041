package dev.consilium.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Prediction;
import dev.consilium.schemas.DeadLetterHeaders;
import dev.consilium.stack.SharedStack;
import dev.consilium.stack.Stack;
import dev.consilium.streams.fixture.ChildApp;
import dev.consilium.streams.fixture.OutcomeRecord;
import dev.consilium.streams.fixture.Outcomes;
import dev.consilium.streams.fixture.TestApp;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.fixture.TestTopics;
import dev.consilium.streams.tracing.SpanAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images bring their traces in their headers over a real broker; outcomes carry them on. */
class TracingIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SENDER = "b7ad6b7169203331";

    private final Stack stack = SharedStack.get();
    private final TestTopics topics = TestTopics.create(stack.bootstrapServers(), 1);
    private final TestImages images = new TestImages(topics, stack.schemaRegistryUrl());
    private final Outcomes outcomes = new Outcomes(topics, stack.schemaRegistryUrl());
    private final Spans spans = new Spans();

    @AfterEach
    void close() {
        images.close();
        outcomes.close();
    }

    @Test
    void shouldTellAConsultationInTheTraceOfItsImage() {
        // Given
        String trace = trace(1);
        images.writeBytes(
                images.bytes(TestImages.noise("traced", 1)),
                Map.of("traceparent", parent(trace, "01"), "tracestate", "vendor=1", "origin", "camera"));

        // When
        answer(1);

        // Then
        SpanData process = spans.named("process " + topics.names().images(), trace);
        SpanData send = spans.named("send " + topics.names().predictions(), trace);
        assertThat(process.getParentSpanId()).isEqualTo(SENDER);
        assertThat(spans.under(process))
                .containsExactly("admit", "queue", "decode", "forward low", "forward high", "join", send.getName());
        assertThat(spans.inTrace(trace)).hasSize(8).allSatisfy(span -> {
            assertThat(span.getStartEpochNanos()).isBetween(process.getStartEpochNanos(), span.getEndEpochNanos());
            assertThat(span.getEndEpochNanos()).isLessThanOrEqualTo(process.getEndEpochNanos());
        });

        OutcomeRecord outcome = outcomes.seen().get(0);
        assertThat(outcome.header("traceparent")).isEqualTo("00-" + trace + "-" + send.getSpanId() + "-01");
        assertThat(outcome.header("tracestate")).isEqualTo("vendor=1");
        assertThat(outcome.header("origin")).isEqualTo("camera");

        assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(process.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertSays(process, SpanAttributes.SYSTEM, "kafka");
        assertSays(process, SpanAttributes.GROUP, "a-group");
        assertSays(process, SpanAttributes.PARTITION, "0");
        assertSays(process, SpanAttributes.OFFSET, 0L);
        assertSays(process, SpanAttributes.KEY, "key-0");
        assertSays(process, SpanAttributes.IMAGE, "traced");
        assertSays(process, SpanAttributes.OUTCOME, "decided");
        assertThat(send.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertSays(send, SpanAttributes.TOPIC, topics.names().predictions());

        Prediction prediction = outcomes.prediction(outcome.record());
        assertSays(process, SpanAttributes.SPECIALIST, prediction.getSpecialist());
        assertSays(process, SpanAttributes.CLASS, prediction.getClassName());
        assertThat(prediction.getConsultation()).hasSize(2).allSatisfy(opinion -> assertTold(opinion, trace));
    }

    @Test
    void shouldGoOnWithWhateverHeadersBring() {
        // Given: no trace, one that is not to be recorded, and two images without an answer
        byte[] good = images.bytes(TestImages.noise("good", 1));
        byte[] cut = images.bytes(TestImages.file("cut", new byte[] {1, 2, 3}));
        byte[] none = "no image".getBytes(StandardCharsets.UTF_8);
        images.writeBytes(good, Map.of("traceparent", "00-zz-zz-01", "tracestate", "stale=1"));
        images.writeBytes(good, Map.of("traceparent", parent(trace(2), "00")));
        images.writeBytes(cut, Map.of("traceparent", parent(trace(3), "01")));
        images.writeBytes(none, Map.of("traceparent", parent(trace(4), "01")));

        // When
        answer(4);

        // Then: the first begins a trace of its own
        Map<Long, OutcomeRecord> byOffset =
                outcomes.seen().stream().collect(Collectors.toMap(OutcomeRecord::sourceOffset, outcome -> outcome));
        String begun = Spans.traceOf(byOffset.get(0L).header("traceparent"));
        assertThat(spans.named("process " + topics.names().images(), begun).getParentSpanId())
                .isEqualTo(SpanId.getInvalid());
        assertThat(byOffset.get(0L).header("tracestate")).isEmpty();

        assertThat(byOffset.get(1L).header("traceparent"))
                .startsWith("00-" + trace(2) + "-")
                .endsWith("-00");
        assertThat(spans.inTrace(trace(2))).isEmpty();

        assertBuried(byOffset.get(2L), trace(3), "admit", "queue", "decode", "join");
        assertBuried(byOffset.get(3L), trace(4), "admit", "join");
    }

    @Test
    void shouldLoadNoneOfOpenTelemetrysSdkWhenItIsOff(@TempDir Path folder) throws Exception {
        // Given
        Path loaded = folder.resolve("classes.log");
        images.writeBytes(images.bytes(TestImages.noise("untraced", 1)), Map.of("traceparent", parent(trace(5), "01")));

        // When
        try (ChildApp app = ChildApp.start(
                List.of("-Xlog:class+load:file=" + loaded + "::filecount=0"),
                topics,
                stack.schemaRegistryUrl(),
                true)) {
            await().atMost(LIMIT).until(() -> outcomes.images() == 1);
            app.terminate();
        }

        // Then
        assertThat(outcomes.seen().get(0).header("traceparent"))
                .as("carried on as it is")
                .isEqualTo(parent(trace(5), "01"));
        List<String> classes = Files.readAllLines(loaded);
        assertThat(classes).anyMatch(line -> line.contains(ConsultationTracer.Off.class.getName()));
        assertThat(classes.stream()
                        .filter(line -> line.contains(" io.opentelemetry.sdk.")
                                || line.contains(" io.opentelemetry.exporter.")))
                .isEmpty();
    }

    private void answer(int count) {
        try (TestApp app = TestApp.on(topics, stack.schemaRegistryUrl())
                .withTracing(spans.of("a-group"))
                .start()) {
            await().atMost(LIMIT).until(() -> outcomes.images() == count);
            assertThat(app.failedThreads()).isZero();
        }
    }

    private void assertTold(Confidence opinion, String trace) {
        SpanData forward = spans.named("forward " + opinion.getSpecialist(), trace);
        assertSays(forward, SpanAttributes.SPECIALIST, opinion.getSpecialist());
        assertSays(forward, SpanAttributes.VERSION, opinion.getVersion());
        assertSays(forward, SpanAttributes.CLASS, opinion.getClassName());
        assertSays(forward, SpanAttributes.CONFIDENCE, (double) opinion.getConfidence());
        assertSays(forward, SpanAttributes.BATCH_SIZE, 1L);
        assertSays(forward, SpanAttributes.TRIAL, null);
    }

    private void assertBuried(OutcomeRecord letter, String trace, String... steps) {
        SpanData process = spans.named("process " + topics.names().images(), trace);
        SpanData send = spans.named("send " + topics.names().deadLetters(), trace);
        assertThat(spans.under(process))
                .startsWith(steps)
                .endsWith(send.getName())
                .hasSize(steps.length + 1);
        assertThat(process.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(process.getStatus().getDescription()).isEqualTo(letter.header(DeadLetterHeaders.MESSAGE));
        assertSays(process, SpanAttributes.ERROR, letter.header(DeadLetterHeaders.EXCEPTION));
        assertSays(process, SpanAttributes.OUTCOME, "dead-letter");
        assertThat(letter.header("traceparent")).isEqualTo("00-" + trace + "-" + send.getSpanId() + "-01");
    }

    private static <T> void assertSays(SpanData span, AttributeKey<T> key, T value) {
        assertThat(Optional.ofNullable(span.getAttributes().get(key)))
                .as("%s of %s", key, span.getName())
                .isEqualTo(Optional.ofNullable(value));
    }

    private static String trace(int number) {
        return "0af7651916cd43dd8448eb211c80310" + number;
    }

    private static String parent(String trace, String flags) {
        return "00-" + trace + "-" + SENDER + "-" + flags;
    }
}
