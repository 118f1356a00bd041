package dev.consilium.trainer.publish;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/**
 * A point of the trail.
 *
 * @param before the events up to it
 * @param decisions the DECIDED events after it
 */
record Moment(List<RolloutEvent> before, List<RolloutEvent> decisions) {

    /** @param text a time (2026-11-24T10:00:00Z), or how long ago (2h) */
    static Moment at(List<RolloutEvent> trail, String text, InstantSource clock) {
        Instant time = time(text, clock);
        return new Moment(
                trail.stream().filter(event -> !event.getAt().isAfter(time)).toList(),
                trail.stream()
                        .filter(Moment::isDecision)
                        .filter(event -> event.getAt().isAfter(time))
                        .toList());
    }

    /** Before the last {@code count} decisions; the events of one have its author and time in common. */
    static Moment decisionsBack(List<RolloutEvent> trail, int count) {
        List<RolloutEvent> decisions = new ArrayList<>();
        int left = count;
        int from = trail.size();
        for (int i = trail.size() - 1; i >= 0; i--) {
            RolloutEvent event = trail.get(i);
            if (isDecision(event)) {
                boolean another = decisions.isEmpty() || !isSame(decisions.get(0), event);
                if (another && left-- == 0) {
                    break;
                }
                decisions.add(0, event);
                from = i;
            }
        }
        return new Moment(trail.subList(0, from), decisions);
    }

    private static Instant time(String text, InstantSource clock) {
        try {
            return TimeText.parse(text, clock);
        } catch (TypeConversionException e) {
            throw new IllegalArgumentException("--at: " + e.getMessage(), e);
        }
    }

    private static boolean isDecision(RolloutEvent event) {
        return event.getState() == RolloutState.DECIDED;
    }

    private static boolean isSame(RolloutEvent one, RolloutEvent other) {
        return one.getAt().equals(other.getAt()) && one.getInstance().equals(other.getInstance());
    }
}
