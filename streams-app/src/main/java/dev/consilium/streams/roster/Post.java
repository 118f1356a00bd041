package dev.consilium.streams.roster;

import dev.consilium.avro.Candidate;
import dev.consilium.avro.RosterEntry;
import dev.consilium.schemas.roster.Row;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.streams.roster.VersionState.OnTrial;
import dev.consilium.streams.roster.VersionState.Ready;
import dev.consilium.streams.roster.VersionState.Rejected;
import dev.consilium.streams.roster.VersionState.Serving;
import java.time.Instant;
import java.util.Optional;

/**
 * One specialist's place on the roster: what was decided for it, what is on its way, what serves.
 *
 * <p>Feed's thread only.
 */
final class Post {

    /** Entries of one decision, which take effect together or not at all. */
    record DecisionId(String by, Instant at) {}

    private Row<RosterEntry> row;

    /** On its way to serve as decided; empty once it serves. */
    private Optional<Preparation> wanted = Optional.empty();

    /** The version before, on its way because the wanted one was refused and nothing serves. */
    private Optional<Preparation> fallback = Optional.empty();

    private Optional<Serving> serving = Optional.empty();

    /** The version beside what serves, as decided, on its way or on trial. */
    private Optional<Beside> beside = Optional.empty();

    /** A version on trial, what was decided about it, and what was seen of it. */
    record Beside(Preparation preparation, Candidate candidate, TrialTally tally) {}

    /** The decision for another specialist whose refusal took this one's version with it. */
    private Optional<Row<RosterEntry>> culprit = Optional.empty();

    Post(Row<RosterEntry> row) {
        this.row = row;
    }

    RosterEntry entry() {
        return row.value();
    }

    Row<RosterEntry> row() {
        return row;
    }

    DecisionId decision() {
        return new DecisionId(entry().getDecidedBy(), entry().getDecidedAt());
    }

    VersionKey wantedVersion() {
        return new VersionKey(entry().getSpecialist(), entry().getServing());
    }

    /** What may serve when the wanted version is refused. */
    Optional<VersionKey> previousVersion() {
        return Optional.ofNullable(entry().getPrevious())
                .filter(previous -> !previous.equals(entry().getServing()))
                .map(previous -> new VersionKey(entry().getSpecialist(), previous));
    }

    /** Another decision than the one before. */
    void decide(Row<RosterEntry> decided) {
        row = decided;
        culprit = Optional.empty();
    }

    Optional<Preparation> wanted() {
        return wanted;
    }

    void prepare(Preparation preparation) {
        wanted = Optional.of(preparation);
        culprit = Optional.empty();
    }

    /** Takes the preparation out; whoever calls lets go of it. */
    Optional<Preparation> dropWanted() {
        Optional<Preparation> dropped = wanted;
        wanted = Optional.empty();
        return dropped;
    }

    Optional<Preparation> fallback() {
        return fallback;
    }

    void fallBackTo(Preparation preparation) {
        fallback = Optional.of(preparation);
    }

    /** Takes the fall-back out; whoever calls lets go of it. */
    Optional<Preparation> dropFallback() {
        Optional<Preparation> dropped = fallback;
        fallback = Optional.empty();
        return dropped;
    }

    Optional<Serving> serving() {
        return serving;
    }

    /** A version serves from now on; what was on its way to that has arrived. */
    void serve(Serving now) {
        serving = Optional.of(now);
        wanted = wanted.filter(
                preparation -> !preparation.version().equals(now.step().version()));
        fallback = fallback.filter(
                preparation -> !preparation.version().equals(now.step().version()));
    }

    /** Takes the serving version out; whoever calls lets go of it. */
    Optional<Serving> dropServing() {
        Optional<Serving> dropped = serving;
        serving = Optional.empty();
        return dropped;
    }

    boolean serves(VersionKey version) {
        return serving.filter(now -> now.step().version().equals(version)).isPresent();
    }

    /** Whether the version is being prepared, or prepared and not refused. */
    boolean isOnTheWay(VersionKey version) {
        return wanted.filter(preparation -> preparation.version().equals(version))
                .filter(preparation -> preparation.rejected().isEmpty())
                .isPresent();
    }

    /** Whether what was decided serves or could serve now. */
    boolean isReadyAsDecided() {
        return wanted.isEmpty() || ready().isPresent();
    }

    boolean isPending() {
        return wanted.filter(Preparation::isPending).isPresent();
    }

    Optional<Rejected> refusal() {
        return wanted.flatMap(Preparation::rejected);
    }

    Optional<Ready> ready() {
        return wanted.flatMap(Preparation::ready);
    }

    Optional<Beside> beside() {
        return beside;
    }

    void tryBeside(Beside candidate) {
        beside = Optional.of(candidate);
    }

    /** Takes the version on trial out; whoever calls lets go of it, or lets it serve. */
    Optional<Preparation> dropBeside() {
        Optional<Preparation> dropped = beside.map(Beside::preparation);
        beside = Optional.empty();
        return dropped;
    }

    /** The trial, once the version is heard beside one that serves as decided. */
    Optional<Trial> trial() {
        return beside.flatMap(now -> now.preparation()
                .onTrial()
                .map(OnTrial::seat)
                .map(seat -> Trial.of(seat, now.candidate(), now.tally())));
    }

    void refusedWith(Post other) {
        culprit = Optional.of(other.row);
    }

    /** For whose sake this one was refused, as it was decided then. */
    Optional<Row<RosterEntry>> culprit() {
        return culprit;
    }

    SpecialistStatus status() {
        // One of the two is always there: a decision is followed at once.
        VersionState state = wanted.map(Preparation::state).or(() -> serving).orElseThrow();
        return new SpecialistStatus(
                entry().getSpecialist(),
                entry().getPosition(),
                entry().getServing(),
                serving.map(now -> now.step().version().version()).orElse(null),
                entry().getPrevious(),
                state.state().name(),
                wanted.map(Preparation::explanation).orElse(state.reason())
                        + fallback.flatMap(Preparation::rejected)
                                .map(refusal ->
                                        "; " + refusal.step().version() + " was refused too: " + refusal.reason())
                                .orElse(""),
                state.step().at().toString(),
                beside.map(now -> now.candidate().getVersion()).orElse(null),
                beside.map(now -> now.preparation().state().state().name()).orElse(""),
                beside.map(now -> now.preparation().explanation()).orElse(""));
    }
}
