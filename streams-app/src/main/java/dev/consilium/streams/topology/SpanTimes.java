package dev.consilium.streams.topology;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Turns {@link System#nanoTime()} into times of spans. One for all spans of a consultation, so that their order holds whatever is done to
 * the wall clock.
 *
 * @param offset what is to be added, in nanoseconds
 */
record SpanTimes(long offset) {

    /** @param nanoTime what it was at {@code now} */
    static SpanTimes of(Instant now, long nanoTime) {
        return new SpanTimes(TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - nanoTime);
    }

    Span start(SpanBuilder builder, long nanoTime) {
        return builder.setStartTimestamp(nanoTime + offset, TimeUnit.NANOSECONDS)
                .startSpan();
    }

    void end(Span span, long nanoTime) {
        span.end(nanoTime + offset, TimeUnit.NANOSECONDS);
    }
}
