package dev.consilium.streams.roster;

import dev.consilium.streams.roster.VersionState.Drained;
import dev.consilium.streams.roster.VersionState.OnTrial;
import dev.consilium.streams.roster.VersionState.Ready;
import dev.consilium.streams.roster.VersionState.Seated;
import dev.consilium.streams.roster.VersionState.Serving;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Versions that leave: abandoned on their way, or serving until a moment ago. Each is DRAINED when the last one that uses it lets
 * go; its memory is given back then, unless it is kept ({@link KeptModules}).
 *
 * <p>Feed's thread only.
 */
final class Departures {

    private record Leaver(Seated seated, Function<Instant, Drained> end) {}

    private final RolloutJournal journal;
    private final InstantSource clock;
    private final List<Preparation> abandoned = new ArrayList<>();
    private final List<Leaver> draining = new ArrayList<>();

    Departures(RolloutJournal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** Nobody wants it any more, wherever it is on its way. */
    void abandon(Preparation preparation) {
        preparation.abandon();
        abandoned.add(preparation);
    }

    /** Another one serves. The feed's hold is not given back: whoever calls has it. */
    void replaced(Serving serving, String reason) {
        draining.add(new Leaver(serving, now -> serving.drained(now, reason)));
    }

    /** It serves again before it was DRAINED. */
    void returned(Serving serving) {
        draining.removeIf(leaver -> leaver.seated().seat().equals(serving.seat()));
    }

    /** Gives the feed's hold back; snapshots and forwards that still use the module keep theirs. */
    void drain(Serving serving, String reason) {
        drain(serving, now -> serving.drained(now, reason));
    }

    /** The same of a version on trial. */
    void drain(OnTrial trial, String reason) {
        drain(trial, now -> trial.drained(now, reason));
    }

    private void drain(Seated seated, Function<Instant, Drained> end) {
        seated.seat().model().close();
        draining.add(new Leaver(seated, end));
    }

    /** Notices who is gone. */
    void settle() {
        abandoned.removeIf(this::isGone);
        draining.removeIf(this::isDrained);
    }

    boolean areSettled() {
        return abandoned.isEmpty() && draining.isEmpty();
    }

    private boolean isDrained(Leaver leaver) {
        if (leaver.seated().seat().model().isInUse()) {
            return false;
        }
        journal.record(leaver.end().apply(clock.instant()));
        return true;
    }

    private boolean isGone(Preparation preparation) {
        if (preparation.state() instanceof Ready ready) {
            // It was ready before it noticed that it was abandoned.
            ready.seat().model().close();
            journal.record(ready.abandoned(clock.instant(), "no longer wanted"));
            return true;
        }
        return !preparation.isPending();
    }
}
