package dev.consilium.streams.topology;

import static dev.consilium.streams.tracing.SpanAttributes.BATCH_SIZE;
import static dev.consilium.streams.tracing.SpanAttributes.CLASS;
import static dev.consilium.streams.tracing.SpanAttributes.CONFIDENCE;
import static dev.consilium.streams.tracing.SpanAttributes.ERROR;
import static dev.consilium.streams.tracing.SpanAttributes.SPECIALIST;
import static dev.consilium.streams.tracing.SpanAttributes.TRIAL;
import static dev.consilium.streams.tracing.SpanAttributes.VERSION;

import dev.consilium.avro.Confidence;
import dev.consilium.specialist.Specialist;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.roster.Seat;
import dev.consilium.streams.scoring.BatchRun;
import dev.consilium.streams.scoring.BatchRun.Step;
import dev.consilium.streams.scoring.Hearing;
import dev.consilium.streams.scoring.IllegibleImageException;
import dev.consilium.streams.topology.Consultation.Legible;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The steps of a consultation as spans.
 *
 * @param parent the context of its processing
 */
record StepSpans(SpanTracer tracer, Context parent, SpanTimes times) {

    void record(Pending pending, long ruledAtNanos) {
        Consultation consultation = pending.consultation();
        long answeredAtNanos = consultation.admittedAtNanos();
        end(start("admit", consultation.receivedAtNanos()), answeredAtNanos);
        if (consultation.subject() instanceof Legible legible) {
            legible.hearings()
                    .forEach((shape, hearing) ->
                            record(legible.roster(), legible.roster().seats(shape), hearing, ruledAtNanos));
            answeredAtNanos = legible.answeredAtNanos().orElse(answeredAtNanos);
        }
        // An opinion that comes just after the deadline is later than the verdict without it.
        end(start("join", Math.min(answeredAtNanos, ruledAtNanos)), ruledAtNanos);
    }

    private void record(Roster roster, List<Seat> seats, Hearing hearing, long ruledAtNanos) {
        Span queue = start("queue", hearing.askedAtNanos());
        Optional<BatchRun> run = hearing.run();
        end(queue, run.map(BatchRun::takenAtNanos).orElse(ruledAtNanos));
        if (run.isEmpty()) {
            return;
        }
        decode(run.get(), ruledAtNanos);
        if (isIllegible(hearing)) {
            // The batch ran on without it.
            return;
        }
        for (int i = 0; i < seats.size(); i++) {
            Seat seat = seats.get(i);
            CompletableFuture<Confidence> opinion = hearing.opinions().get(i);
            run.get().forward(i).ifPresent(step -> forward(roster, seat, step, opinion));
        }
    }

    private static boolean isIllegible(Hearing hearing) {
        return Pending.refused(hearing.opinions().get(0))
                .filter(IllegibleImageException.class::isInstance)
                .isPresent();
    }

    /** An image that cannot be decoded may have its outcome before its batch is through. */
    private void decode(BatchRun run, long ruledAtNanos) {
        Span decode = start("decode", run.takenAtNanos());
        run.decoding().ifPresent(step -> decode.setAttribute(BATCH_SIZE, (long) step.images()));
        end(decode, run.decoding().map(Step::toNanos).orElse(ruledAtNanos));
    }

    private void forward(Roster roster, Seat seat, Step step, CompletableFuture<Confidence> opinion) {
        Specialist specialist = seat.specialist();
        Span forward = start("forward " + specialist.name(), step.fromNanos());
        forward.setAttribute(SPECIALIST, specialist.name());
        forward.setAttribute(VERSION, specialist.version());
        forward.setAttribute(BATCH_SIZE, (long) step.images());
        if (roster.trials().stream().anyMatch(trial -> trial.seat().equals(seat))) {
            forward.setAttribute(TRIAL, true);
        }
        Pending.given(opinion).ifPresent(given -> {
            forward.setAttribute(CLASS, given.getClassName());
            forward.setAttribute(CONFIDENCE, (double) given.getConfidence());
        });
        Pending.refused(opinion).ifPresent(reason -> {
            forward.setStatus(StatusCode.ERROR, String.valueOf(reason.getMessage()));
            forward.setAttribute(ERROR, reason.getClass().getName());
        });
        end(forward, step.toNanos());
    }

    private Span start(String name, long nanoTime) {
        return times.start(tracer.step(name, parent), nanoTime);
    }

    private void end(Span span, long nanoTime) {
        times.end(span, nanoTime);
    }
}
