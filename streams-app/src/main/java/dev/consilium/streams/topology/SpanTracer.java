package dev.consilium.streams.topology;

import static dev.consilium.streams.tracing.SpanAttributes.GROUP;
import static dev.consilium.streams.tracing.SpanAttributes.IMAGE;
import static dev.consilium.streams.tracing.SpanAttributes.KEY;
import static dev.consilium.streams.tracing.SpanAttributes.OFFSET;
import static dev.consilium.streams.tracing.SpanAttributes.OPERATION_NAME;
import static dev.consilium.streams.tracing.SpanAttributes.OPERATION_TYPE;
import static dev.consilium.streams.tracing.SpanAttributes.PARTITION;
import static dev.consilium.streams.tracing.SpanAttributes.SCHEMA_URL;
import static dev.consilium.streams.tracing.SpanAttributes.SYSTEM;
import static dev.consilium.streams.tracing.SpanAttributes.TOPIC;

import dev.consilium.streams.tracing.TraceHeaders;
import dev.consilium.streams.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Traces consultations with OpenTelemetry: each continues the trace that its image's headers name, or begins one. StreamThread only. */
final class SpanTracer implements ConsultationTracer {

    private static final String SCOPE = "dev.consilium.streams";
    private static final String KAFKA = "kafka";
    private static final char NO_TEXT = '\uFFFD';

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final String group;
    private final InstantSource clock;

    SpanTracer(Tracing.On tracing, InstantSource clock) {
        this.tracer = tracing.telemetry()
                .getTracerProvider()
                .tracerBuilder(SCOPE)
                .setSchemaUrl(SCHEMA_URL)
                .build();
        this.propagator = tracing.telemetry().getPropagators().getTextMapPropagator();
        this.group = tracing.group();
        this.clock = clock;
    }

    @Override
    public ConsultationTrace begin(Pending pending, Verdict verdict) {
        long ruledAtNanos = System.nanoTime();
        SpanTimes times = SpanTimes.of(clock.instant(), ruledAtNanos);
        Consultation consultation = pending.consultation();
        SourceImage source = consultation.source();
        Context parent = propagator.extract(Context.root(), source.headers(), TraceHeaders.INSTANCE);
        SpanBuilder process = messaging("process", source.partition().topic(), source)
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(parent)
                .setAttribute(GROUP, group)
                .setAttribute(OFFSET, source.offset());
        consultation.image().ifPresent(image -> process.setAttribute(IMAGE, image.getId()));
        Span span = times.start(process, consultation.receivedAtNanos());
        return new SpanTrace(this, pending, verdict, ruledAtNanos, times, span, parent.with(span));
    }

    /** A span of a message of this image: it has the same key and the same partition number wherever it goes. */
    SpanBuilder messaging(String operation, String topic, SourceImage source) {
        SpanBuilder builder = tracer.spanBuilder(operation + " " + topic)
                .setAttribute(SYSTEM, KAFKA)
                .setAttribute(OPERATION_TYPE, operation)
                .setAttribute(OPERATION_NAME, operation)
                .setAttribute(TOPIC, topic)
                .setAttribute(PARTITION, String.valueOf(source.partition().partition()));
        text(source.key()).ifPresent(key -> builder.setAttribute(KEY, key));
        return builder;
    }

    /** A span of a step in here. */
    SpanBuilder step(String name, Context parent) {
        return tracer.spanBuilder(name).setParent(parent);
    }

    /** These headers with {@code context} in the place of what they say of a trace. */
    Headers carrying(Context context, Headers headers) {
        // A record copies the headers that it is given; Kafka has no other public way to.
        Headers copy = new Record<>("", "", 0, headers).headers();
        // What is left of a trace that could not be read, such as its state, does not belong to this one.
        propagator.fields().forEach(copy::remove);
        propagator.inject(context, copy, TraceHeaders.INSTANCE);
        return copy;
    }

    /** A key that is text; others have no form that a person would look for. */
    private static Optional<String> text(byte @Nullable [] key) {
        if (key == null) {
            return Optional.empty();
        }
        String text = new String(key, StandardCharsets.UTF_8);
        return text.indexOf(NO_TEXT) < 0 && text.chars().noneMatch(Character::isISOControl)
                ? Optional.of(text)
                : Optional.empty();
    }
}
