package dev.consilium.streams.roster;

import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.streams.roster.VersionState.Announced;
import dev.consilium.streams.roster.VersionState.Arriving;
import java.util.Optional;

/**
 * One version on its way from ANNOUNCED to WARMED or REJECTED. The loader's thread moves it on; the feed's thread looks
 * where it is, and may abandon it at any time.
 */
final class Preparation {

    private final boolean published;
    private volatile VersionState state;
    private volatile boolean abandoned;
    private volatile String waitingFor = "";

    /** @param published whether there is a manifest to prepare it from */
    Preparation(Announced announced, boolean published) {
        this.state = announced;
        this.published = published;
    }

    boolean isPublished() {
        return published;
    }

    VersionKey version() {
        return state.step().version();
    }

    VersionState state() {
        return state;
    }

    void moveTo(VersionState next) {
        state = next;
        waitingFor = "";
    }

    /** The prepared seat; empty while it is on its way, or when it was rejected. */
    Optional<VersionState.Ready> ready() {
        return state instanceof VersionState.Ready ready ? Optional.of(ready) : Optional.empty();
    }

    Optional<VersionState.OnTrial> onTrial() {
        return state instanceof VersionState.OnTrial trial ? Optional.of(trial) : Optional.empty();
    }

    Optional<VersionState.Rejected> rejected() {
        return state instanceof VersionState.Rejected rejected ? Optional.of(rejected) : Optional.empty();
    }

    boolean isPending() {
        return state instanceof Arriving && ready().isEmpty();
    }

    /** Nobody wants it any more: the loader stops at the next step. */
    void abandon() {
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** Why it is where it is, for the status. */
    String explanation() {
        return waitingFor.isEmpty() ? state.reason() : "waits: " + waitingFor;
    }

    /** Held up by something outside of the version, until the next move. */
    void waitFor(String what) {
        waitingFor = what;
    }
}
