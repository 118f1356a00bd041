package dev.consilium.streams.roster;

import dev.consilium.avro.Candidate;
import dev.consilium.avro.CandidateMode;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.streams.roster.Post.Beside;
import dev.consilium.streams.roster.VersionState.OnTrial;
import dev.consilium.streams.roster.VersionState.Seated;
import dev.consilium.streams.roster.VersionState.Serving;
import dev.consilium.streams.roster.VersionState.Warmed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The trials of {@link RosterDesk}: prepares the candidates of entries, lets them be heard beside what serves, and tells what
 * was seen.
 *
 * <p>Feed's thread only.
 */
final class TrialDesk {

    private static final Duration REPORT_EVERY = Duration.ofSeconds(1);

    private final BiFunction<VersionKey, String, Preparation> prepare;
    private final Departures departures;
    private final RolloutJournal journal;
    private final InstantSource clock;
    private Instant reported = Instant.MIN;

    /** @param prepare starts to prepare a version, for a reason */
    TrialDesk(
            BiFunction<VersionKey, String, Preparation> prepare,
            Departures departures,
            RolloutJournal journal,
            InstantSource clock) {
        this.prepare = prepare;
        this.departures = departures;
        this.journal = journal;
        this.clock = clock;
    }

    /** Another decision was made for the post. */
    void follow(Post post) {
        Candidate candidate = post.entry().getCandidate();
        boolean sameAsBefore = post.beside()
                .filter(present -> present.candidate().equals(candidate))
                .filter(present -> present.preparation().rejected().isEmpty())
                .isPresent();
        if (sameAsBefore) {
            return;
        }
        end(post, "no longer on trial");
        if (candidate != null) {
            VersionKey version = new VersionKey(post.entry().getSpecialist(), candidate.getVersion());
            post.tryBeside(new Beside(prepare.apply(version, post.entry().getReason()), candidate, new TrialTally()));
        }
    }

    /** The post has no candidate any more. */
    void end(Post post, String reason) {
        report(post);
        post.dropBeside()
                .ifPresent(preparation -> preparation
                        .onTrial()
                        .ifPresentOrElse(
                                trial -> departures.drain(trial, reason), () -> departures.abandon(preparation)));
    }

    /** Candidates that are ready are heard from now on, where what serves is what they are to be compared with. */
    List<Trial> settle(Map<Post, Seated> seats) {
        List<Trial> trials = new ArrayList<>();
        seats.forEach((post, seat) -> {
            if (seat instanceof Serving serving && serving.step().version().equals(post.wantedVersion())) {
                post.beside().ifPresent(this::begin);
                post.trial().ifPresent(trials::add);
            }
        });
        return trials;
    }

    /** Those whose entries say when they are to end. */
    List<TrialCase> cases(Collection<Post> posts) {
        List<TrialCase> cases = new ArrayList<>();
        for (Post post : posts) {
            Candidate candidate = post.entry().getCandidate();
            if (candidate != null && candidate.getPromote() != null) {
                cases.add(new TrialCase(
                        new VersionKey(post.entry().getSpecialist(), candidate.getVersion()),
                        post.entry().getDecidedAt(),
                        candidate.getPromote()));
            }
        }
        return cases;
    }

    /** Tells what was seen, once a second and when there is anything new. */
    void report(Collection<Post> posts) {
        Instant now = clock.instant();
        if (!now.isBefore(reported.plus(REPORT_EVERY))) {
            reported = now;
            posts.forEach(this::report);
        }
    }

    private void report(Post post) {
        post.beside()
                .ifPresent(beside -> beside.preparation().onTrial().ifPresent(trial -> {
                    Map<String, Double> statistics =
                            new HashMap<>(beside.tally().statistics().toMap());
                    statistics.put(TrialEvidence.DECIDED_AT, (double)
                            post.entry().getDecidedAt().toEpochMilli());
                    if (!statistics.equals(trial.statistics())) {
                        OnTrial seen = trial.seen(clock.instant(), statistics);
                        beside.preparation().moveTo(seen);
                        journal.progress(seen);
                    }
                }));
    }

    private void begin(Beside beside) {
        if (beside.preparation().state() instanceof Warmed warmed) {
            OnTrial trial = beside.candidate().getMode() == CandidateMode.CANARY
                    ? warmed.canarying(clock.instant())
                    : warmed.shadowing(clock.instant());
            beside.preparation().moveTo(trial);
            journal.record(trial);
        }
    }
}
