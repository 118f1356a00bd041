package dev.consilium.streams.roster;

import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.schemas.roster.Row;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.streams.roster.Post.Beside;
import dev.consilium.streams.roster.Post.DecisionId;
import dev.consilium.streams.roster.VersionState.Announced;
import dev.consilium.streams.roster.VersionState.Ready;
import dev.consilium.streams.roster.VersionState.Seated;
import dev.consilium.streams.roster.VersionState.Serving;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Turns decisions into preparations, and preparations into the seats that shall serve.
 *
 * <ul>
 *   <li>Entries of one decision are switched together. When one is refused, the others are not switched either: they were
 *       meant to serve together.
 *   <li>A refused version leaves the old one where it is; where none serves (at start), the entry's {@code previous} is
 *       prepared, and nothing else.
 * </ul>
 *
 * <p>Feed's thread only.
 */
final class RosterDesk {

    private final BiConsumer<Preparation, SpecialistVersion> loader;
    private final Departures departures;
    private final KeptModules kept;
    private final RolloutJournal journal;
    private final InstantSource clock;
    private final Map<String, Post> posts = new TreeMap<>();
    private final TrialDesk trials;
    private Map<String, Row<SpecialistVersion>> models = Map.of();

    /** @param loader starts to prepare a version, on another thread */
    RosterDesk(
            BiConsumer<Preparation, SpecialistVersion> loader,
            Departures departures,
            KeptModules kept,
            RolloutJournal journal,
            InstantSource clock) {
        this.loader = loader;
        this.departures = departures;
        this.kept = kept;
        this.journal = journal;
        this.clock = clock;
        this.trials = new TrialDesk(this::preparation, departures, journal, clock);
    }

    /** Takes notice of what is decided and what is published now. */
    void see(Map<String, Row<RosterEntry>> roster, Map<String, Row<SpecialistVersion>> published) {
        models = published;
        posts.values().removeIf(post -> {
            boolean dismissed = !roster.containsKey(post.entry().getSpecialist());
            if (dismissed) {
                leave(post, "dismissed");
            }
            return dismissed;
        });
        roster.forEach((specialist, row) -> {
            Post post = posts.get(specialist);
            if (post == null) {
                post = new Post(row);
                posts.put(specialist, post);
                follow(post);
            } else if (post.row().offset() != row.offset()) {
                post.decide(row);
                follow(post);
            } else if (isWorthAnotherTry(post, roster)) {
                prepareWanted(post);
            }
        });
    }

    /** In fold order. */
    List<Post> posts() {
        return posts.values().stream()
                .sorted(Comparator.comparing(Post::entry, RosterView.FOLD_ORDER))
                .toList();
    }

    /**
     * Draws the consequences of what became of the preparations.
     *
     * @return who shall serve now, in fold order; a specialist of whom no version can serve (yet) is missing
     */
    Map<Post, Seated> settle() {
        decisions().values().forEach(this::refuseTogether);
        posts.values().forEach(this::fallBack);
        Map<DecisionId, List<Post>> decisions = decisions();
        Map<Post, Seated> seats = new LinkedHashMap<>();
        for (Post post : posts()) {
            boolean together =
                    decisions.getOrDefault(post.decision(), List.of()).stream().allMatch(Post::isReadyAsDecided);
            Optional<Seated> seat = together ? post.ready().map(Seated.class::cast) : Optional.empty();
            seat.or(post::serving)
                    .or(() -> post.fallback().flatMap(Preparation::ready))
                    .ifPresent(chosen -> seats.put(post, chosen));
        }
        return seats;
    }

    /** A second manifest under a version that has one; the first one stays. */
    void refuse(SpecialistVersion contradiction) {
        Announced announced = Announced.of(VersionKey.of(contradiction), clock.instant(), "published again");
        journal.record(announced.rejected(
                clock.instant(), "another manifest stands under this version already: a version never changes"));
        Post post = posts.get(contradiction.getSpecialist());
        if (post != null && post.serves(announced.step().version())) {
            confirm(post);
        }
    }

    /** Who is heard beside them. */
    List<Trial> trials(Map<Post, Seated> seats) {
        return trials.settle(seats);
    }

    /** Trials that end by themselves. */
    List<TrialCase> cases() {
        return trials.cases(posts.values());
    }

    /** Tells what was seen of those on trial. */
    void report() {
        trials.report(posts.values());
    }

    /** What {@link #settle} named serves from now on. */
    void serving(Map<Post, Seated> seats) {
        seats.forEach((post, seat) -> {
            if (seat instanceof Ready ready) {
                String reason = post.refusal()
                        .map(refusal -> "the version before, since "
                                + refusal.step().version() + " was refused: " + refusal.reason())
                        .orElse("");
                Serving serving = ready.serving(clock.instant(), reason);
                journal.record(serving);
                departures.returned(serving);
                post.serving().ifPresent(old -> replace(old, serving));
                post.serve(serving);
                // A fall-back that was not needed after all.
                post.dropFallback().ifPresent(departures::abandon);
            }
        });
    }

    private void replace(Serving old, Serving by) {
        departures.replaced(old, "replaced by " + by.step().version());
        kept.keep(old.seat());
    }

    /** The version of this specialist that is to be heard beside the one that serves, ready or not. */
    private static boolean isBeside(Post post, VersionKey version) {
        return post.beside()
                .map(Beside::preparation)
                .filter(preparation -> preparation.version().equals(version)
                        && preparation.rejected().isEmpty())
                .isPresent();
    }

    /** The instance stops: everything leaves. */
    void close() {
        posts.values().forEach(post -> leave(post, "the instance stops"));
        posts.clear();
    }

    private Map<DecisionId, List<Post>> decisions() {
        return posts.values().stream().collect(Collectors.groupingBy(Post::decision));
    }

    private void follow(Post post) {
        VersionKey version = post.wantedVersion();
        if (!post.serves(version) && isBeside(post, version)) {
            // Promoted: it is here already.
            post.dropWanted().ifPresent(departures::abandon);
            post.dropBeside().ifPresent(post::prepare);
        }
        trials.follow(post);
        if (post.serves(version)) {
            post.dropWanted().ifPresent(departures::abandon);
            confirm(post);
        } else if (!post.isOnTheWay(version)) {
            prepareWanted(post);
        }
        if (!post.previousVersion().equals(post.fallback().map(Preparation::version))) {
            post.dropFallback().ifPresent(departures::abandon);
        }
    }

    private void confirm(Post post) {
        Serving confirmed = post.serving().orElseThrow().confirmed(clock.instant());
        post.serve(confirmed);
        journal.record(confirmed);
    }

    private void prepareWanted(Post post) {
        post.dropWanted().ifPresent(departures::abandon);
        post.prepare(preparation(post.wantedVersion(), post.entry().getReason()));
    }

    private Preparation preparation(VersionKey version, String reason) {
        Announced announced = Announced.of(version, clock.instant(), reason);
        journal.record(announced);
        Row<SpecialistVersion> row = models.get(version.toString());
        Preparation preparation = new Preparation(announced, row != null);
        if (row == null) {
            move(preparation, announced.rejected(clock.instant(), "no manifest of it is published"));
            return preparation;
        }
        SpecialistVersion manifest = row.value();
        String named = manifest.getSpecialist() + "@" + manifest.getVersion();
        if (!named.equals(version.toString())) {
            move(preparation, announced.rejected(clock.instant(), "its manifest says that it is " + named));
            return preparation;
        }
        kept.take(manifest)
                .ifPresentOrElse(
                        seat -> move(preparation, announced.stillLoaded(clock.instant(), seat)),
                        () -> loader.accept(preparation, manifest));
        return preparation;
    }

    /** One refusal of a decision refuses all that it named. */
    private void refuseTogether(List<Post> decision) {
        if (decision.stream().anyMatch(Post::isPending)) {
            return;
        }
        decision.stream().filter(post -> post.refusal().isPresent()).findFirst().ifPresent(culprit -> {
            for (Post post : decision) {
                post.ready().ifPresent(ready -> {
                    ready.seat().model().close();
                    String reason = "decided together with " + culprit.wantedVersion() + ", which was refused";
                    move(post.wanted().orElseThrow(), ready.rejected(clock.instant(), reason));
                    post.refusedWith(culprit);
                });
            }
        });
    }

    private void fallBack(Post post) {
        if (post.refusal().isPresent()
                && post.serving().isEmpty()
                && post.fallback().isEmpty()) {
            post.previousVersion()
                    .ifPresent(previous -> post.fallBackTo(preparation(
                            previous, "the version before, since " + post.wantedVersion() + " was refused")));
        }
    }

    private boolean isWorthAnotherTry(Post post, Map<String, Row<RosterEntry>> roster) {
        boolean culpritIsGone = post.culprit()
                .filter(then -> {
                    Row<RosterEntry> now = roster.get(then.value().getSpecialist());
                    return now == null || now.offset() != then.offset();
                })
                .isPresent();
        boolean publishedSince =
                post.wanted().filter(wanted -> !wanted.isPublished()).isPresent()
                        && models.containsKey(post.wantedVersion().toString());
        return culpritIsGone || publishedSince;
    }

    private void leave(Post post, String reason) {
        post.dropWanted().ifPresent(departures::abandon);
        post.dropFallback().ifPresent(departures::abandon);
        trials.end(post, reason);
        post.dropServing().ifPresent(serving -> departures.drain(serving, reason));
        kept.drop(post.entry().getSpecialist());
    }

    private void move(Preparation preparation, VersionState next) {
        journal.record(next);
        preparation.moveTo(next);
    }
}
