package dev.consilium.schemas.roster;

import dev.consilium.avro.Candidate;
import dev.consilium.avro.CandidateMode;
import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.avro.RosterEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a decision leaves on {@code rollouts}: one DECIDED event for each version that it is about. The sentence is for
 * people; what was decided is the single key of the event's statistics, so that the roster of any moment can be told from
 * the trail ({@link PastRoster}).
 */
final class DecisionTrail {

    /** Serves from now on. */
    static final String SERVES = "serves";

    /** Scores every image and votes on none; the value is 0. */
    static final String SHADOW = "shadow";

    /** Votes on a share of the images; the value is the share. */
    static final String CANARY = "canary";

    /** No longer on trial. */
    static final String WITHDRAWN = "withdrawn";

    /** Its specialist left the roster. */
    static final String DISMISSED = "dismissed";

    /** Its manifest is gone. */
    static final String PRUNED = "pruned";

    private final Decision decision;
    private final List<RolloutEvent> events = new ArrayList<>();

    private DecisionTrail(Decision decision) {
        this.decision = decision;
    }

    static List<RolloutEvent> of(RosterView now, Decision decision) {
        DecisionTrail trail = new DecisionTrail(decision);
        decision.entries().forEach(entry -> trail.about(entry, now.entry(entry.getSpecialist())));
        decision.dismissed()
                .forEach(specialist ->
                        trail.add(specialist, now.standing(specialist).getServing(), DISMISSED, 1, "dismissed"));
        decision.pruning()
                .versions()
                .forEach(version -> trail.add(version.specialist(), version.version(), PRUNED, 1, "pruned"));
        return trail.events;
    }

    private void about(RosterEntry entry, Optional<RosterEntry> before) {
        String specialist = entry.getSpecialist();
        Candidate old = before.map(RosterEntry::getCandidate).orElse(null);
        Candidate candidate = entry.getCandidate();
        Optional<String> replaced =
                before.map(RosterEntry::getServing).filter(serving -> !serving.equals(entry.getServing()));
        boolean promoted = old != null && old.getVersion().equals(entry.getServing());
        if (replaced.isPresent() || Objects.equals(old, candidate)) {
            String was = replaced.map(serving -> "was " + serving).orElse("");
            add(specialist, entry.getServing(), SERVES, 1, promoted ? "promoted, " + was : was);
        }
        if (old != null
                && !promoted
                && (candidate == null || !candidate.getVersion().equals(old.getVersion()))) {
            add(specialist, old.getVersion(), WITHDRAWN, 1, "no longer on trial");
        }
        if (candidate != null && !candidate.equals(old)) {
            boolean canary = candidate.getMode() == CandidateMode.CANARY;
            String how = canary ? "canary on " + candidate.getShare() + " of the images" : "shadow";
            add(
                    specialist,
                    candidate.getVersion(),
                    canary ? CANARY : SHADOW,
                    candidate.getShare(),
                    how + ", beside " + entry.getServing());
        }
    }

    private void add(String specialist, String version, String what, double number, String sentence) {
        String reason = sentence.isEmpty() || decision.reason().isEmpty()
                ? sentence + decision.reason()
                : sentence + ": " + decision.reason();
        events.add(RolloutEvent.newBuilder()
                .setSpecialist(specialist)
                .setVersion(version)
                .setInstance(decision.by())
                .setIncarnation("")
                .setState(RolloutState.DECIDED)
                .setReason(reason)
                .setStatistics(Map.of(what, number))
                .setAt(decision.at())
                .build());
    }
}
