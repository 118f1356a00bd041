package dev.consilium.schemas.roster;

import static dev.consilium.schemas.roster.DecisionTrail.CANARY;
import static dev.consilium.schemas.roster.DecisionTrail.DISMISSED;
import static dev.consilium.schemas.roster.DecisionTrail.SERVES;
import static dev.consilium.schemas.roster.DecisionTrail.SHADOW;
import static dev.consilium.schemas.roster.DecisionTrail.WITHDRAWN;

import dev.consilium.avro.Candidate;
import dev.consilium.avro.CandidateMode;
import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who served at some moment. The roster's own topic is compacted and keeps the last decision alone; the DECIDED events on
 * {@code rollouts} tell of those before, as far as the trail goes back.
 *
 * @param posts by specialist
 */
public record PastRoster(Map<String, Post> posts) {

    /**
     * What was decided for one specialist.
     *
     * @param candidate the version on trial, without its limits
     */
    public record Post(String serving, Optional<Candidate> candidate) {}

    public PastRoster {
        posts = Map.copyOf(posts);
    }

    /** The roster that these events lead to, oldest first; others than DECIDED do not count. */
    public static PastRoster after(List<RolloutEvent> trail) {
        Map<String, Post> posts = new TreeMap<>();
        for (RolloutEvent event : trail) {
            if (event.getState() == RolloutState.DECIDED) {
                event.getStatistics().forEach((what, number) -> apply(posts, event, what, number));
            }
        }
        return new PastRoster(posts);
    }

    /** The roster of now, seen in the same way. */
    public static PastRoster of(RosterView now) {
        Map<String, Post> posts = new TreeMap<>();
        now.inOrder()
                .forEach(entry -> posts.put(
                        entry.getSpecialist(),
                        new Post(
                                entry.getServing(),
                                Optional.ofNullable(entry.getCandidate())
                                        .map(candidate -> new Candidate(
                                                candidate.getVersion(),
                                                candidate.getMode(),
                                                candidate.getShare(),
                                                null)))));
        return new PastRoster(posts);
    }

    public Optional<Post> post(String specialist) {
        return Optional.ofNullable(posts.get(specialist));
    }

    private static void apply(Map<String, Post> posts, RolloutEvent event, String what, double number) {
        String specialist = event.getSpecialist();
        String version = event.getVersion();
        Optional<Post> post = Optional.ofNullable(posts.get(specialist));
        switch (what) {
            case SERVES ->
                // Whoever changes what serves ends the trial.
                posts.put(
                        specialist,
                        new Post(
                                version,
                                post.filter(before -> before.serving().equals(version))
                                        .flatMap(Post::candidate)));
            case SHADOW, CANARY -> {
                CandidateMode mode = what.equals(CANARY) ? CandidateMode.CANARY : CandidateMode.SHADOW;
                Candidate candidate = new Candidate(version, mode, number, null);
                post.ifPresent(before -> posts.put(specialist, new Post(before.serving(), Optional.of(candidate))));
            }
            case WITHDRAWN ->
                post.ifPresent(before -> posts.put(specialist, new Post(before.serving(), Optional.empty())));
            case DISMISSED -> posts.remove(specialist);
            default -> {
                // Pruned, or what a later release decides: no change of who serves.
            }
        }
    }
}
