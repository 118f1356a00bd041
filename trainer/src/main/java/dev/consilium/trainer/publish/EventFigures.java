package dev.consilium.trainer.publish;

import dev.consilium.avro.RolloutEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events of the trail, for {@code --json}. */
final class EventFigures {

    private EventFigures() {}

    static List<Map<String, Object>> of(List<RolloutEvent> events) {
        return events.stream().map(EventFigures::of).toList();
    }

    private static Map<String, Object> of(RolloutEvent event) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("at", event.getAt().toString());
        figures.put("state", event.getState().name());
        figures.put("specialist", event.getSpecialist());
        figures.put("version", event.getVersion());
        figures.put("by", event.getInstance());
        figures.put("millis", event.getMillis());
        figures.put("reason", event.getReason());
        figures.put("statistics", event.getStatistics());
        return figures;
    }
}
