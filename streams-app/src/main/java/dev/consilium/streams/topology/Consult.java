package dev.consilium.streams.topology;

import dev.consilium.avro.Prediction;
import dev.consilium.streams.metrics.Metric;
import dev.consilium.streams.topology.Consultation.Legible;
import dev.consilium.streams.topology.Verdict.Decided;
import dev.consilium.streams.topology.Verdict.Undecided;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Keeps the images of its task in order of arrival; when the first has all its opinions, lets the rule decide, forwards
 * the outcome and settles the image, in one step. The only processor that reaches a sink.
 *
 * <p>StreamThread only, one per task. Drained whenever an image arrives, and by a wall-clock punctuator that exists only
 * while something is pending: one that never stops would commit an idle app for ever.
 */
final class Consult extends ContextualProcessor<byte[], Opinion, byte[], Outcome> {

    private static final Duration LOOK_EVERY = Duration.ofMillis(1);
    private static final String DEAD_LETTER = "dead-letter";
    private static final long A_MOMENT_NANOS = 1_000_000;

    /** As they are counted. */
    static final List<String> OUTCOMES = Stream.concat(
                    Stream.of(dev.consilium.avro.Outcome.values()).map(Consult::counted), Stream.of(DEAD_LETTER))
            .toList();

    private final TopologyConfig config;
    private final Surroundings surroundings;
    private final Ruling ruling;
    private final ConsultationTracer tracer;
    private final Timer waiting;
    private final Timer joining;
    private final Deque<Pending> queue = new ArrayDeque<>();
    private Optional<Cancellable> punctuator = Optional.empty();

    Consult(TopologyConfig config, Surroundings surroundings) {
        this.config = config;
        this.surroundings = surroundings;
        this.ruling = new Ruling(config, surroundings.meters());
        this.tracer = ConsultationTracer.of(surroundings.tracing(), surroundings.clock());
        this.waiting = surroundings.meters().timer(Metric.WAIT);
        this.joining = surroundings.meters().timer(Metric.JOIN);
    }

    @Override
    public void process(Record<byte[], Opinion> opinion) {
        Pending pending = pendingOf(opinion.value().consultation());
        pending.add(opinion.value());
        if (pending.isAsked()) {
            look();
            drain();
            waitWhileFull();
            stopLookingWhenIdle();
        }
    }

    /** A task may live again on this very object: nothing of its earlier life may act any more. */
    @Override
    public void close() {
        punctuator.ifPresent(Cancellable::cancel);
        punctuator = Optional.empty();
        queue.forEach(pending -> pending.consultation().release());
        queue.clear();
    }

    private Pending pendingOf(Consultation consultation) {
        Pending last = queue.peekLast();
        if (last != null && last.consultation() == consultation) {
            return last;
        }
        Pending pending = new Pending(consultation, config.specialists().size());
        queue.addLast(pending);
        return pending;
    }

    private void look() {
        if (punctuator.isEmpty()) {
            punctuator = Optional.of(
                    context().schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, timestamp -> punctuate()));
        }
    }

    private void punctuate() {
        drain();
        stopLookingWhenIdle();
    }

    private void stopLookingWhenIdle() {
        if (queue.isEmpty()) {
            punctuator.ifPresent(Cancellable::cancel);
            punctuator = Optional.empty();
        }
    }

    private void drain() {
        for (Pending head = queue.peekFirst(); head != null && isDue(head); head = queue.peekFirst()) {
            Consultation consultation = head.consultation();
            measure(consultation);
            Verdict verdict = ruling.on(head, surroundings.clock().instant());
            ConsultationTrace trace = tracer.begin(head, verdict);
            String outcome = forward(consultation, verdict, trace);
            queue.removeFirst();
            consultation.entry().settle();
            surroundings.meters().count(Metric.IMAGES_SETTLED, outcome);
            trace.end(outcome);
            acquit(consultation.source());
            if (verdict instanceof Decided decided) {
                decided.comparisons().forEach(Comparison::count);
            }
            consultation.release();
        }
    }

    private void acquit(SourceImage source) {
        surroundings.engine().suspects().acquit(source.partition().partition(), source.offset());
    }

    private void measure(Consultation consultation) {
        if (consultation.subject() instanceof Legible legible) {
            legible.answeredAtNanos()
                    .ifPresent(answered -> joining.record(System.nanoTime() - answered, TimeUnit.NANOSECONDS));
        }
    }

    private boolean isDue(Pending head) {
        return head.isAnswered() || (head.isAsked() && untilDeadlineNanos(head) <= 0);
    }

    private long untilDeadlineNanos(Pending head) {
        return head.consultation().deadlineNanos() - surroundings.nanoTime().getAsLong();
    }

    /**
     * At {@code max.in.flight} the thread waits for the first image, within the budget that it has until its next poll or
     * commit; beyond, it goes over the limit: a thread that waits longer is fenced and would replay for ever.
     */
    private void waitWhileFull() {
        Pending head = queue.peekFirst();
        while (head != null && queue.size() >= config.maxInFlight()) {
            long left = surroundings.ledger().waitBudget().leftNanos();
            if (left <= 0) {
                return;
            }
            long start = System.nanoTime();
            try {
                head.await(Math.min(left, Math.max(A_MOMENT_NANOS, untilDeadlineNanos(head))));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            long waited = System.nanoTime() - start;
            surroundings.ledger().waitBudget().spend(waited);
            waiting.record(waited, TimeUnit.NANOSECONDS);
            drain();
            head = queue.peekFirst();
        }
    }

    /** What became of it, as it is counted. */
    private String forward(Consultation consultation, Verdict verdict, ConsultationTrace trace) {
        if (verdict instanceof Undecided undecided) {
            return bury(consultation, undecided.reason(), trace);
        }
        Prediction answer = ((Decided) verdict).prediction();
        Record<byte[], Outcome> prediction = serialised(consultation.source(), answer, trace);
        long bytes = RecordSize.of(prediction);
        if (bytes > config.maxOutcomeBytes()) {
            return bury(
                    consultation,
                    new OutcomeTooLargeException("The prediction has " + bytes + " bytes, a record may have "
                            + config.maxOutcomeBytes() + ": send smaller attributes or headers, or raise the limit"),
                    trace);
        }
        send(prediction, ConsultationTopology.PREDICTIONS);
        show(consultation, answer);
        return counted(answer.getOutcome());
    }

    private String bury(Consultation consultation, Throwable reason, ConsultationTrace trace) {
        SourceImage source = consultation.source();
        Headers headers = trace.outgoing(config.topics().deadLetters(), source.headers());
        send(DeadLetter.of(source, headers, reason, config.maxOutcomeBytes()), ConsultationTopology.DEAD_LETTERS);
        trace.buried(reason);
        surroundings.meters().count(Metric.DEAD_LETTERS, reason.getClass().getSimpleName());
        if (surroundings.watch().isWatched()) {
            surroundings
                    .watch()
                    .buried(
                            consultation.image(),
                            source.toString(),
                            reason,
                            surroundings.clock().millis() - consultation.admittedAt());
        }
        return DEAD_LETTER;
    }

    private void show(Consultation consultation, Prediction prediction) {
        surroundings.tally().decided(prediction, prediction.getDecidedAt().toEpochMilli() - consultation.admittedAt());
        if (surroundings.watch().isWatched()) {
            surroundings.watch().decided(consultation.image().orElseThrow(), prediction, consultation.admittedAt());
        }
    }

    private Record<byte[], Outcome> serialised(SourceImage source, Prediction prediction, ConsultationTrace trace) {
        Record<byte[], Outcome> record = new Record<>(
                source.key(),
                new Outcome(source.partition().partition(), null),
                source.timestamp(),
                trace.outgoing(config.topics().predictions(), source.headers()));
        byte[] value = surroundings
                .line()
                .through(
                        "writing a prediction",
                        () -> surroundings
                                .predictions()
                                .serializer()
                                .serialize(config.topics().predictions(), record.headers(), prediction));
        return record.withValue(new Outcome(source.partition().partition(), value));
    }

    private void send(Record<byte[], Outcome> outcome, String sink) {
        try {
            context().forward(outcome, sink);
        } catch (TimeoutException e) {
            // From a punctuator, Streams would revive the task after committing what it has sent in this transaction
            // without its offsets. A failed thread aborts the transaction.
            throw new StreamsException("An outcome could not be sent in time: " + e.getMessage(), e);
        }
    }

    private static String counted(dev.consilium.avro.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
