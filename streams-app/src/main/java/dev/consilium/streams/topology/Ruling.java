package dev.consilium.streams.topology;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Prediction;
import dev.consilium.avro.Source;
import dev.consilium.specialist.MaxSoftmaxRule;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.metrics.Metric;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.roster.Seat;
import dev.consilium.streams.scoring.IllegibleImageException;
import dev.consilium.streams.topology.Consultation.Illegible;
import dev.consilium.streams.topology.Consultation.Legible;
import dev.consilium.streams.topology.TopologyConfig.Unavailable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Makes a verdict from the opinions on an image. Stateless. */
final class Ruling {

    /** The attribute that tells an image's right class. */
    private static final String LABEL = "label";

    private final TopologyConfig config;
    private final Meters meters;

    Ruling(TopologyConfig config, Meters meters) {
        this.config = config;
        this.meters = meters;
    }

    /**
     * The verdict on an image at its time: an opinion that is not there by now is missing.
     *
     * @throws OutageException when an opinion is missing because no scorer was there to form it; or when those of specialists that cannot answer
     *     now are needed, and images wait for them
     */
    Verdict on(Pending pending, Instant now) {
        Consultation consultation = pending.consultation();
        if (consultation.subject() instanceof Legible legible) {
            return judge(consultation.source(), legible, pending, now);
        }
        return new Verdict.Undecided(((Illegible) consultation.subject()).reason());
    }

    private Verdict judge(SourceImage source, Legible legible, Pending pending, Instant now) {
        Roster roster = legible.roster();
        Ballot ballot = new Ballot();
        for (Seat seat : roster.seats()) {
            String name = seat.specialist().name();
            CompletableFuture<Confidence> opinion = pending.opinionOf(name).confidence();
            Optional<Confidence> given = Pending.given(opinion);
            Optional<Throwable> failure = given.isPresent() ? Optional.empty() : Pending.refused(opinion);
            if (failure.isPresent() && failure.get() instanceof IllegibleImageException illegible) {
                return new Verdict.Undecided(illegible.reason());
            }
            boolean canary = roster.trial(name)
                    .filter(trial -> trial.votesOn(source.nameInHash()))
                    .isPresent();
            if (!ballot.cast(given, pending.trialOf(name), canary)) {
                ballot.miss(name, reasonOf(seat, failure));
                meters.count(Metric.ABSENT, name);
            }
        }
        if (ballot.votes().size() < config.opinionsNeeded()) {
            if (config.unavailable() == Unavailable.WAIT) {
                ballot.firstUnavailable().ifPresent(Ruling::putOff);
            }
            return new Verdict.Undecided(ballot.firstReason());
        }
        return new Verdict.Decided(
                decide(source, legible, ballot, now),
                Comparison.of(
                        roster,
                        ballot.serving(),
                        pending,
                        legible.image().getAttributes().get(LABEL)));
    }

    private Prediction decide(SourceImage source, Legible legible, Ballot ballot, Instant now) {
        List<Confidence> votes = ballot.votes();
        Confidence winner = votes.get(MaxSoftmaxRule.winner(votes));
        dev.consilium.avro.Outcome outcome =
                ballot.missing().isEmpty() ? dev.consilium.avro.Outcome.DECIDED : dev.consilium.avro.Outcome.PARTIAL;
        if (winner.getConfidence() < config.abstainBelow()) {
            outcome = dev.consilium.avro.Outcome.ABSTAINED;
        }
        meters.summary(Metric.CONFIDENCE, winner.getSpecialist(), winner.getVersion())
                .record(winner.getConfidence());
        return new Prediction(
                legible.image().getId(),
                winner.getClassIndex(),
                winner.getClassName(),
                winner.getConfidence(),
                winner.getSpecialist(),
                winner.getVersion(),
                outcome,
                votes,
                ballot.missing(),
                MaxSoftmaxRule.NAME,
                legible.image().getAttributes(),
                now,
                new Source(source.partition().topic(), source.partition().partition(), source.offset()),
                ballot.withoutVote(),
                ballot.missingReasons());
    }

    /** The image is read again, and then waits with all others behind it. */
    private static void putOff(MissingOpinionException reason) {
        throw new OutageException("An image waits: " + reason.getMessage(), reason);
    }

    private MissingOpinionException reasonOf(Seat seat, Optional<Throwable> failure) {
        String who = seat.specialist().name() + "@" + seat.specialist().version();
        if (failure.isEmpty()) {
            return new MissingOpinionException(
                    who + " gave no opinion within " + config.deadline().toMillis() + " ms");
        }
        Throwable reason = failure.get();
        if (Outage.isOutage(reason)) {
            throw new OutageException("No scorer was there for " + who + ": " + reason.getMessage(), reason);
        }
        return new MissingOpinionException(who + " gave no opinion: " + reason.getMessage(), reason);
    }
}
