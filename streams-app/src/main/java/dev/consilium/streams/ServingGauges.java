package dev.consilium.streams;

import dev.consilium.specialist.Specialist;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.metrics.Metric;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.roster.Seat;
import dev.consilium.streams.roster.Trial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows which versions answer, and how sure their trainers found them. Any thread. */
record ServingGauges(Meters meters) {

    /** What a manifest calls the mean confidence on held-out images of the specialist's own classes. */
    private static final String MEAN_CONFIDENCE = "meanConfidence";

    void show(Roster roster) {
        Map<List<String>, Double> serving = new HashMap<>();
        roster.seats().forEach(seat -> serving.put(tags(seat.specialist()), 1.0));
        meters.show(Metric.SERVING, serving);
        Map<List<String>, Double> expected = new HashMap<>();
        Stream.concat(roster.seats().stream(), roster.trials().stream().map(Trial::seat))
                .map(Seat::specialist)
                .forEach(specialist ->
                        meanConfidence(specialist).ifPresent(confidence -> expected.put(tags(specialist), confidence)));
        meters.show(Metric.EXPECTED_CONFIDENCE, expected);
    }

    /** Nothing answers any more. */
    void clear() {
        meters.show(Metric.SERVING, Map.of());
        meters.show(Metric.EXPECTED_CONFIDENCE, Map.of());
    }

    private static List<String> tags(Specialist specialist) {
        return List.of(specialist.name(), specialist.version());
    }

    private static Optional<Double> meanConfidence(Specialist specialist) {
        return Optional.ofNullable(specialist.manifest().getMetrics().get(MEAN_CONFIDENCE));
    }
}
