package dev.consilium.streams.topology;

import static dev.consilium.streams.tracing.SpanAttributes.CLASS;
import static dev.consilium.streams.tracing.SpanAttributes.CONFIDENCE;
import static dev.consilium.streams.tracing.SpanAttributes.ERROR;
import static dev.consilium.streams.tracing.SpanAttributes.MISSING;
import static dev.consilium.streams.tracing.SpanAttributes.OUTCOME;
import static dev.consilium.streams.tracing.SpanAttributes.SPECIALIST;
import static dev.consilium.streams.tracing.SpanAttributes.VERSION;

import dev.consilium.avro.Prediction;
import dev.consilium.streams.topology.Verdict.Decided;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/** The spans of one consultation. Those of its steps are made at the end: an image without an outcome has none. StreamThread only. */
final class SpanTrace implements ConsultationTrace {

    private final SpanTracer tracer;
    private final Pending pending;
    private final Verdict verdict;
    private final long ruledAtNanos;
    private final SpanTimes times;
    private final Span process;
    private final Context context;
    private Optional<Span> sending = Optional.empty();

    /** @param context of what happens under {@code process} */
    SpanTrace(
            SpanTracer tracer,
            Pending pending,
            Verdict verdict,
            long ruledAtNanos,
            SpanTimes times,
            Span process,
            Context context) {
        this.tracer = tracer;
        this.pending = pending;
        this.verdict = verdict;
        this.ruledAtNanos = ruledAtNanos;
        this.times = times;
        this.process = process;
        this.context = context;
    }

    @Override
    public Headers outgoing(String topic, Headers headers) {
        Span span = times.start(
                tracer.messaging("send", topic, pending.consultation().source())
                        .setSpanKind(SpanKind.PRODUCER)
                        .setParent(context),
                System.nanoTime());
        // One that is there already was of a prediction that was too large: it was not sent.
        sending = Optional.of(span);
        return tracer.carrying(context.with(span), headers);
    }

    @Override
    public void buried(Throwable reason) {
        String message = reason.getMessage();
        process.setStatus(StatusCode.ERROR, message == null ? "" : message);
        process.setAttribute(ERROR, reason.getClass().getName());
    }

    @Override
    public void end(String outcome) {
        long now = System.nanoTime();
        sending.ifPresent(span -> times.end(span, now));
        if (process.isRecording()) {
            new StepSpans(tracer, context, times).record(pending, ruledAtNanos);
            process.setAttribute(OUTCOME, outcome);
            if (verdict instanceof Decided decided) {
                describe(decided.prediction());
            }
        }
        times.end(process, now);
    }

    private void describe(Prediction prediction) {
        process.setAttribute(SPECIALIST, prediction.getSpecialist());
        process.setAttribute(VERSION, prediction.getVersion());
        process.setAttribute(CLASS, prediction.getClassName());
        process.setAttribute(CONFIDENCE, (double) prediction.getConfidence());
        if (!prediction.getMissing().isEmpty()) {
            process.setAttribute(MISSING, prediction.getMissing());
        }
    }
}
