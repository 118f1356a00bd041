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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

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
     * @throws OutageException when an opinion is missing because no scorer was there to form it
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
        List<Confidence> serving = new ArrayList<>();
        List<Confidence> votes = new ArrayList<>();
        List<Confidence> withoutVote = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<MissingOpinionException> reasons = new ArrayList<>();
        for (Seat seat : roster.seats()) {
            String name = seat.specialist().name();
            CompletableFuture<Confidence> opinion = pending.opinionOf(name).confidence();
            Optional<Confidence> given = Pending.given(opinion);
            given.ifPresent(serving::add);
            Optional<Throwable> failure = given.isPresent() ? Optional.empty() : failureOf(opinion);
            if (failure.isPresent() && failure.get() instanceof IllegibleImageException illegible) {
                return new Verdict.Undecided(illegible.reason());
            }
            Optional<Confidence> beside = pending.trialOf(name);
            // A canary that fails takes nothing from anyone: the version that serves votes.
            boolean canaryVotes =
                    beside.isPresent() && roster.trial(name).orElseThrow().votesOn(source.nameInHash());
            Optional<Confidence> vote = canaryVotes ? beside : given;
            (canaryVotes ? given : beside).ifPresent(withoutVote::add);
            if (vote.isPresent()) {
                votes.add(vote.get());
            } else {
                missing.add(name);
                reasons.add(reasonOf(seat, failure));
                meters.count(Metric.ABSENT, name);
            }
        }
        if (votes.size() < config.quorum().orElse(config.specialists().size())) {
            return new Verdict.Undecided(reasons.get(0));
        }
        Prediction prediction = decide(source, legible, votes, withoutVote, missing, now);
        boolean comparable =
                serving.size() == roster.seats().size() && !roster.trials().isEmpty();
        return new Verdict.Decided(
                prediction,
                comparable
                        ? Comparison.of(
                                roster,
                                serving,
                                pending,
                                legible.image().getAttributes().get(LABEL))
                        : List.of());
    }

    private Prediction decide(
            SourceImage source,
            Legible legible,
            List<Confidence> votes,
            List<Confidence> withoutVote,
            List<String> missing,
            Instant now) {
        Confidence winner = votes.get(MaxSoftmaxRule.winner(votes));
        dev.consilium.avro.Outcome outcome =
                missing.isEmpty() ? dev.consilium.avro.Outcome.DECIDED : dev.consilium.avro.Outcome.PARTIAL;
        if (winner.getConfidence() < config.abstainBelow()) {
            outcome = dev.consilium.avro.Outcome.ABSTAINED;
        }
        meters.count(Metric.WINS, winner.getSpecialist(), winner.getVersion());
        return new Prediction(
                legible.image().getId(),
                winner.getClassIndex(),
                winner.getClassName(),
                winner.getConfidence(),
                winner.getSpecialist(),
                winner.getVersion(),
                outcome,
                votes,
                missing,
                MaxSoftmaxRule.NAME,
                legible.image().getAttributes(),
                now,
                new Source(source.partition().topic(), source.partition().partition(), source.offset()),
                withoutVote);
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

    /** Why an opinion was refused; empty when it is still being formed. */
    private static Optional<Throwable> failureOf(CompletableFuture<Confidence> opinion) {
        if (!opinion.isDone()) {
            return Optional.empty();
        }
        try {
            opinion.join();
            throw new IllegalStateException("The opinion has not failed");
        } catch (CompletionException e) {
            return Optional.of(e.getCause() == null ? e : e.getCause());
        }
    }
}
