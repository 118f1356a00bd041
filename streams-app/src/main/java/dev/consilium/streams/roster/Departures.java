package dev.consilium.streams.roster;

import dev.consilium.specialist.torch.TorchScriptModel;
import dev.consilium.streams.roster.VersionState.Serving;
import dev.consilium.streams.roster.VersionState.Warmed;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Versions that leave: abandoned on their way, or serving until a moment ago. Each is DRAINED, and its memory given back,
 * when the last one that uses it lets go.
 *
 * <p>Feed's thread only.
 */
final class Departures {

    private record Leaver(Serving serving, String reason) {}

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

    /** Gives the feed's hold back; snapshots and forwards that still use the module keep theirs. */
    void drain(Serving serving, String reason) {
        serving.seat().model().close();
        draining.add(new Leaver(serving, reason));
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
        TorchScriptModel model = leaver.serving().seat().model();
        if (model.tryRetain()) {
            model.release();
            return false;
        }
        journal.record(leaver.serving().drained(clock.instant(), leaver.reason()));
        return true;
    }

    private boolean isGone(Preparation preparation) {
        if (preparation.state() instanceof Warmed warmed) {
            // It was ready before it noticed that it was abandoned.
            warmed.seat().model().close();
            journal.record(warmed.abandoned(clock.instant(), "no longer wanted"));
            return true;
        }
        return !preparation.isPending();
    }
}
