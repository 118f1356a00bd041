package dev.consilium.streams.topology;

import dev.consilium.avro.Confidence;
import dev.consilium.specialist.InputShape;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.roster.Seat;
import dev.consilium.streams.scoring.Hearing;
import dev.consilium.streams.scoring.ScoringEngine;
import dev.consilium.streams.topology.Consultation.Illegible;
import dev.consilium.streams.topology.Consultation.Legible;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Puts an image before one specialist and forwards at once an opinion that is still being formed. Never throws: a refusal
 * is an opinion that has failed. StreamThread only, one per task and specialist.
 */
final class Score extends ContextualProcessor<byte[], Consultation, byte[], Opinion> {

    private final String specialist;
    private final ScoringEngine engine;

    Score(String specialist, ScoringEngine engine) {
        this.specialist = specialist;
        this.engine = engine;
    }

    @Override
    public void process(Record<byte[], Consultation> consultation) {
        Opinion opinion = opinion(consultation.value());
        context().forward(new Record<>(consultation.key(), opinion, consultation.timestamp()));
    }

    private Opinion opinion(Consultation consultation) {
        if (consultation.subject() instanceof Legible legible) {
            Roster roster = legible.roster();
            SourceImage source = consultation.source();
            return new Opinion(
                    consultation,
                    specialist,
                    ask(
                            source,
                            legible,
                            roster.seats().get(roster.seatOf(specialist).orElseThrow())),
                    roster.trial(specialist).map(trial -> ask(source, legible, trial.seat())));
        }
        Illegible illegible = (Illegible) consultation.subject();
        return new Opinion(
                consultation, specialist, CompletableFuture.failedFuture(illegible.reason()), Optional.empty());
    }

    private CompletableFuture<Confidence> ask(SourceImage source, Legible legible, Seat seat) {
        try {
            Roster roster = legible.roster();
            InputShape shape = seat.specialist().input();
            // The first specialist of a shape puts the image before all of that shape: one batch serves them all.
            Hearing hearing = legible.hearing(
                    shape,
                    image -> engine.submit(
                            roster, shape, image, source.partition().partition(), source.offset()));
            return hearing.opinions().get(roster.seats(shape).indexOf(seat));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
