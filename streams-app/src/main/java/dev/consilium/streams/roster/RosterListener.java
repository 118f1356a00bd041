package dev.consilium.streams.roster;

/**
 * Who lets a roster serve. Called on the feed's thread, one call at a time; every module is loaded and warm.
 *
 * <p>The reference to {@code next} goes over to the listener: {@link CurrentRoster} takes it. When a call returns, {@code
 * next} serves. When it throws, the listener has kept nothing, nothing is taken to serve, and the feed calls {@link
 * #membershipChanged} after a pause.
 */
public interface RosterListener {

    /** The same specialists, other versions or another order: replace the snapshot, nothing stops. */
    void versionsChanged(Roster next);

    /** Other specialists, or the first ones: end consultations under the old roster, replace it, build the topology anew. */
    void membershipChanged(Roster next);

    /** The last specialist was dismissed: end consultations and wait. {@link #membershipChanged} comes before any other call. */
    void emptied();
}
