package dev.consilium.streams.http;

import dev.consilium.avro.RolloutEvent;
import java.util.Map;

/**
 * An event of this instance on {@code rollouts}, written as JSON as it stands.
 *
 * @param statistics what the gate or a trial saw
 * @param millis that the step took
 * @param at when, in milliseconds since 1970
 */
record RolloutView(
        String specialist,
        String version,
        String state,
        String reason,
        Map<String, Double> statistics,
        long millis,
        long at) {

    static RolloutView of(RolloutEvent event) {
        return new RolloutView(
                event.getSpecialist(),
                event.getVersion(),
                event.getState().name(),
                event.getReason(),
                Map.copyOf(event.getStatistics()),
                event.getMillis(),
                event.getAt().toEpochMilli());
    }
}
