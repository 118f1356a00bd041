package dev.consilium.streams.roster;

/**
 * The roster that serves now. Written by the roster feed, read by every StreamThread once per consultation.
 *
 * <p>Holds one reference to the snapshot that serves; replacing it gives that reference back.
 */
public final class CurrentRoster implements AutoCloseable {

    private volatile Roster current;

    /** Takes over the caller's reference. */
    public CurrentRoster(Roster first) {
        this.current = first;
    }

    /**
     * The snapshot that serves now, retained: the caller releases it, and until then none of its modules is closed.
     *
     * @throws IllegalStateException when this is closed
     */
    public Roster acquire() {
        while (true) {
            // The one that was read may have been replaced and released in between: then there is a newer one.
            Roster roster = current;
            if (roster.tryRetain()) {
                return roster;
            }
            if (roster == current) {
                throw new IllegalStateException("The current roster is closed");
            }
        }
    }

    /** From now on {@code next} serves; takes over the caller's reference and gives the predecessor's back. */
    public synchronized void replace(Roster next) {
        Roster previous = current;
        current = next;
        previous.release();
    }

    /** Gives the last snapshot back: nothing can be acquired any more. */
    @Override
    public synchronized void close() {
        current.release();
    }
}
