package dev.consilium.streams.scoring;

import dev.consilium.avro.Confidence;
import dev.consilium.specialist.NonFiniteLogitsException;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.torch.ImageBatch;
import dev.consilium.streams.circuit.CircuitBreaker;
import dev.consilium.streams.circuit.CircuitBreakers;
import dev.consilium.streams.circuit.SpecialistUnavailableException;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.metrics.Metric;
import dev.consilium.streams.roster.Seat;
import dev.consilium.streams.roster.Trial;
import dev.consilium.streams.scoring.BatchRun.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a batch before one specialist. When that gives no answer, finds out whose fault it is: a specialist that fails on test images too cannot
 * answer at all, and its circuit is opened; otherwise it is some of the images, and each is heard alone, so that none suffers for another.
 *
 * <p>One for each scorer, its thread only.
 */
final class Questioning {

    private static final Logger LOG = LoggerFactory.getLogger(Questioning.class);

    private final boolean probabilities;
    private final CircuitBreakers breakers;
    private final ImageDecoder decoder;
    private final Meters meters;

    Questioning(boolean probabilities, CircuitBreakers breakers, ImageDecoder decoder, Meters meters) {
        this.probabilities = probabilities;
        this.breakers = breakers;
        this.decoder = decoder;
        this.meters = meters;
    }

    /** A seat, the images before it in the order in which they lie in memory, and whose hands the batch is in. */
    private record Question(Sitting sitting, int number, Seat seat, CircuitBreaker breaker, List<Hearing> hearings) {

        Specialist specialist() {
            return seat.specialist();
        }

        void refuse(Hearing hearing, Exception reason) {
            hearing.refuse(number, reason, System.nanoTime());
        }

        void refuseAll(Exception reason) {
            hearings.forEach(hearing -> refuse(hearing, reason));
        }
    }

    /**
     * Each of {@code hearings} has this seat's opinion, or its refusal, when it returns.
     *
     * @param number of the seat in the batch
     * @param images where those of {@code hearings} lie
     * @throws GivenUpException when a forward took too long, and the batch is not this scorer's any more
     */
    void hear(Sitting sitting, int number, List<Hearing> hearings, ImageBatch images, BatchRun run)
            throws GivenUpException {
        Seat seat = sitting.batch().seats().get(number);
        CircuitBreaker breaker = breakers.of(seat);
        Question question = new Question(sitting, number, seat, breaker, hearings);
        if (!breaker.isClosed()) {
            question.refuseAll(new SpecialistUnavailableException(
                    "it is not asked for now: " + breaker.reason().orElse("it was tried a moment ago")));
            return;
        }
        long start = System.nanoTime();
        try {
            float[] logits = sitting.under(breaker, number, () -> seat.model().forward(images, hearings.size()));
            long end = System.nanoTime();
            ran(question, new Step(start, end, hearings.size()), run);
            give(question, logits, end);
        } catch (RuntimeException e) {
            run.ran(number, new Step(start, System.nanoTime(), hearings.size()));
            LOG.atWarn()
                    .setMessage("A specialist failed on a batch")
                    .addKeyValue("specialist", seat.specialist().name())
                    .addKeyValue("version", seat.specialist().version())
                    .addKeyValue("images", hearings.size())
                    .addKeyValue("reason", e.toString())
                    .log();
            if (!answersTestImages(question)) {
                unavailable(question, e);
            } else if (hearings.size() == 1) {
                question.refuseAll(e);
            } else {
                hearEachAlone(question);
            }
        }
    }

    private void ran(Question question, Step step, BatchRun run) {
        run.ran(question.number(), step);
        long nanos = step.toNanos() - step.fromNanos();
        meters.timer(Metric.FORWARD, question.specialist().name()).record(nanos, TimeUnit.NANOSECONDS);
        for (Trial trial : question.sitting().batch().trials()) {
            trial.ran(question.seat(), nanos, step.images());
        }
    }

    private void give(Question question, float[] logits, long atNanos) throws GivenUpException {
        Map<Hearing, NonFiniteLogitsException> broken = new LinkedHashMap<>(0);
        for (int slot = 0; slot < question.hearings().size(); slot++) {
            Hearing hearing = question.hearings().get(slot);
            try {
                hearing.give(question.number(), opinion(question.specialist(), logits, slot), atNanos);
            } catch (NonFiniteLogitsException e) {
                broken.put(hearing, e);
            }
        }
        if (broken.size() == question.hearings().size() && !answersTestImages(question)) {
            unavailable(question, broken.values().iterator().next());
        }
        broken.forEach(question::refuse);
    }

    private static boolean answersTestImages(Question question) throws GivenUpException {
        try {
            return question.sitting().under(question.breaker(), question.number(), () -> {
                question.seat().model().prove(question.hearings().size());
                return true;
            });
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static void unavailable(Question question, Exception failure) {
        String reason = "it fails on test images too: " + failure.getMessage();
        question.breaker().failed(reason);
        question.refuseAll(new SpecialistUnavailableException(reason));
    }

    private void hearEachAlone(Question question) throws GivenUpException {
        try (ImageBatch alone = new ImageBatch(question.specialist().input(), 1)) {
            for (Hearing hearing : question.hearings()) {
                try {
                    alone.put(0, decoder.decode(hearing.image(), alone.shape()));
                    float[] logits = question.sitting()
                            .under(
                                    question.breaker(),
                                    question.number(),
                                    () -> question.seat().model().forward(alone, 1));
                    hearing.give(question.number(), opinion(question.specialist(), logits, 0), System.nanoTime());
                } catch (BadImageException | RuntimeException e) {
                    question.refuse(hearing, e);
                }
            }
        }
    }

    private Confidence opinion(Specialist specialist, float[] logits, int slot) {
        int offset = slot * specialist.classes();
        return probabilities ? specialist.fullOpinion(logits, offset) : specialist.opinion(logits, offset);
    }
}
