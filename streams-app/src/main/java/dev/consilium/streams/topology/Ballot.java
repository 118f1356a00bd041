package dev.consilium.streams.topology;

import dev.consilium.avro.Confidence;
import dev.consilium.streams.circuit.SpecialistUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is heard on one image, specialist by specialist in roster order. StreamThread only. */
final class Ballot {

    private final List<Confidence> serving = new ArrayList<>();
    private final List<Confidence> votes = new ArrayList<>();
    private final List<Confidence> withoutVote = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<MissingOpinionException> reasons = new ArrayList<>();

    /**
     * The next specialist: a canary that has something to say and is to vote takes the serving version's place; one that has failed takes
     * nothing from anyone.
     *
     * @param given by the version that serves
     * @param beside by its version on trial
     * @param canary whether that one is to vote on this image
     * @return whether one of the two has voted
     */
    boolean cast(Optional<Confidence> given, Optional<Confidence> beside, boolean canary) {
        boolean canaryVotes = canary && beside.isPresent();
        given.ifPresent(serving::add);
        Optional<Confidence> vote = canaryVotes ? beside : given;
        vote.ifPresent(votes::add);
        (canaryVotes ? given : beside).ifPresent(withoutVote::add);
        return vote.isPresent();
    }

    /** Nobody voted for the specialist that was cast last. */
    void miss(String specialist, MissingOpinionException reason) {
        missing.add(specialist);
        reasons.add(reason);
    }

    /** The opinions of those that serve, wherever they were given. */
    List<Confidence> serving() {
        return serving;
    }

    List<Confidence> votes() {
        return votes;
    }

    List<Confidence> withoutVote() {
        return withoutVote;
    }

    List<String> missing() {
        return missing;
    }

    /** Why each of the missing is, in their order. */
    List<String> missingReasons() {
        return reasons.stream()
                .map(reason -> String.valueOf(reason.getMessage()))
                .toList();
    }

    /** Why the first of those is missing who could not have answered any image; empty when there is none. */
    Optional<MissingOpinionException> firstUnavailable() {
        return reasons.stream()
                .filter(reason -> reason.getCause() instanceof SpecialistUnavailableException)
                .findFirst();
    }

    /** Why the first of the missing is; there must be one. */
    MissingOpinionException firstReason() {
        return reasons.get(0);
    }
}
