package dev.consilium.streams.roster;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lets one snapshot follow another.
 *
 * <p>Feed's thread only.
 */
final class RosterSwitch {

    private final RosterListener listener;
    private List<Seat> current = List.of();
    private List<Trial> trials = List.of();
    private long generation;

    RosterSwitch(RosterListener listener) {
        this.listener = listener;
    }

    boolean isServing() {
        return !current.isEmpty();
    }

    /** Of the snapshot that serves; 0 before the first. */
    long generation() {
        return generation;
    }

    /** These seats serve from now on, and these trials are heard beside them, unless it is so already. */
    void to(List<Seat> seats, List<Trial> beside) {
        if (seats.equals(current) && beside.equals(trials)) {
            return;
        }
        if (seats.isEmpty()) {
            listener.emptied();
        } else {
            hand(Roster.of(seats, beside, ++generation));
        }
        current = List.copyOf(seats);
        trials = List.copyOf(beside);
    }

    private void hand(Roster next) {
        try {
            if (names(current).equals(new HashSet<>(next.names()))) {
                listener.versionsChanged(next);
            } else {
                listener.membershipChanged(next);
            }
        } catch (RuntimeException e) {
            next.release();
            // What runs now is unknown: the next roster is one of other members in any case.
            current = List.of();
            throw e;
        }
    }

    private static Set<String> names(List<Seat> seats) {
        Set<String> names = new HashSet<>();
        seats.forEach(seat -> names.add(seat.specialist().name()));
        return names;
    }
}
