package dev.consilium.streams.scoring;

import dev.consilium.specialist.InputShape;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.roster.Seat;
import dev.consilium.streams.roster.Trial;
import java.util.ArrayList;
import java.util.List;

/**
 * Images that one scorer runs at once: of one input shape, under one roster snapshot.
 *
 * <p>Holds a reference to the snapshot of its own: a consultation may be given up, and its reference released, while a
 * scorer is still at it; a module closed under a running forward ends the process. Filled under the queue's lock, then
 * owned by one scorer.
 */
final class Batch {

    private final Roster roster;
    private final InputShape shape;
    private final int capacity;
    private final long openedAtNanos;
    private final List<Hearing> hearings;
    private int nextSeat;

    Batch(Roster roster, InputShape shape, int capacity, long openedAtNanos) {
        if (!roster.tryRetain()) {
            throw new IllegalStateException("Whoever submits an image holds its roster: " + roster + " is released");
        }
        this.roster = roster;
        this.shape = shape;
        this.capacity = capacity;
        this.openedAtNanos = openedAtNanos;
        this.hearings = new ArrayList<>(capacity);
    }

    /** Whether it is one image's, and no other batch may run meanwhile. */
    boolean isAlone() {
        return hearings.get(0).isAlone();
    }

    boolean takes(Roster otherRoster, InputShape otherShape) {
        return nextSeat == 0 && roster == otherRoster && shape.equals(otherShape);
    }

    boolean isFull() {
        return hearings.size() == capacity;
    }

    void add(Hearing hearing) {
        hearings.add(hearing);
    }

    long openedAtNanos() {
        return openedAtNanos;
    }

    InputShape shape() {
        return shape;
    }

    List<Hearing> hearings() {
        return hearings;
    }

    int size() {
        return hearings.size();
    }

    /** The first seat, as {@link #seats()} numbers them, that has not run over it. */
    int nextSeat() {
        return nextSeat;
    }

    /** Those before {@code seat} are done with it. */
    void goOnWith(int seat) {
        nextSeat = seat;
    }

    /** Whether no seat is left to run over it. */
    boolean isThrough() {
        return nextSeat == seats().size();
    }

    /** Those whose modules read this shape, as {@link ScoringEngine#submit} numbers their opinions. */
    List<Seat> seats() {
        return roster.seats(shape);
    }

    /** Of the roster, for whoever measures what the two versions of a trial take. */
    List<Trial> trials() {
        return roster.trials();
    }

    /** Fails what is still open, for this reason, and gives the snapshot back. */
    void close(String reason) {
        hearings.forEach(hearing -> hearing.refuseOpen(reason));
        roster.release();
    }
}
