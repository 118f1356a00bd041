package dev.consilium.streams.roster;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** The latest events of this instance, as they stand on {@code rollouts}. Any thread. */
final class RolloutTrail {

    private static final int LATEST = 200;

    /** Told again and again, with what was seen until then. */
    private static final Set<RolloutState> ON_TRIAL = Set.of(RolloutState.SHADOWING, RolloutState.CANARYING);

    private final Deque<RolloutEvent> events = new ArrayDeque<>();

    /** One more; what is seen of a trial takes the place of what was seen before. */
    synchronized void add(RolloutEvent event) {
        if (ON_TRIAL.contains(event.getState())) {
            events.removeIf(earlier -> earlier.getState() == event.getState()
                    && earlier.getSpecialist().equals(event.getSpecialist())
                    && earlier.getVersion().equals(event.getVersion()));
        }
        if (events.size() == LATEST) {
            events.removeFirst();
        }
        events.addLast(event);
    }

    /** Oldest first. */
    synchronized List<RolloutEvent> events() {
        return List.copyOf(events);
    }
}
