package dev.consilium.streams.topology;

import dev.consilium.streams.tracing.Tracing;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Comparator;
import java.util.List;

/** The spans that OpenTelemetry's SDK was given, sampled as it does without any setting: as the image's trace is. */
final class Spans {

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

    /** Of a group that is called as a test calls it. */
    Tracing of(String group) {
        return new Tracing.On(
                group,
                OpenTelemetrySdk.builder()
                        .setTracerProvider(SdkTracerProvider.builder()
                                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                                .build())
                        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                        .build());
    }

    /** The id of the trace that a {@code traceparent} names. */
    static String traceOf(String traceparent) {
        return traceparent.substring("00-".length(), "00-".length() + TraceId.getLength());
    }

    /** The first span of this name in a trace. */
    SpanData named(String name, String trace) {
        return inTrace(trace).stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No span '" + name + "' among " + inTrace(trace)));
    }

    /** Those of a trace in the order of their starts. */
    List<SpanData> inTrace(String trace) {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(trace))
                .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
                .toList();
    }

    /** Names of the spans right under another, in the order of their starts. */
    List<String> under(SpanData parent) {
        return inTrace(parent.getTraceId()).stream()
                .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
                .map(SpanData::getName)
                .toList();
    }
}
