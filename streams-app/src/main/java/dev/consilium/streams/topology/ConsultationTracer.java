package dev.consilium.streams.topology;

import dev.consilium.streams.tracing.Tracing;
import java.time.InstantSource;
import org.apache.kafka.common.header.Headers;

/**
 * Traces consultations, each when the rule has decided: until then a trace is a few numbers on the image's way. StreamThread only, one per
 * task.
 */
sealed interface ConsultationTracer permits ConsultationTracer.Off, SpanTracer {

    static ConsultationTracer of(Tracing tracing, InstantSource clock) {
        return tracing instanceof Tracing.On on ? new SpanTracer(on, clock) : Off.INSTANCE;
    }

    /** The trace of a consultation from its verdict on. */
    ConsultationTrace begin(Pending pending, Verdict verdict);

    /** No traces: headers are carried as they are. */
    enum Off implements ConsultationTracer, ConsultationTrace {
        INSTANCE;

        @Override
        public ConsultationTrace begin(Pending pending, Verdict verdict) {
            return this;
        }

        @Override
        public Headers outgoing(String topic, Headers headers) {
            return headers;
        }

        @Override
        public void buried(Throwable reason) {}

        @Override
        public void end(String outcome) {}
    }
}
