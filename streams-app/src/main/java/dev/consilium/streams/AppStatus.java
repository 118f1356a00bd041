package dev.consilium.streams;

import dev.consilium.streams.circuit.CircuitStatus;
import dev.consilium.streams.http.Health;
import dev.consilium.streams.metrics.Metric;
import dev.consilium.streams.roster.RosterStatus;
import dev.consilium.streams.roster.SpecialistStatus;
import dev.consilium.streams.watch.History;
import dev.consilium.streams.watch.HistoryPoint;
import dev.consilium.streams.watch.PartitionFigures;
import dev.consilium.streams.watch.SpecialistFigures;
import java.util.List;
import java.util.Optional;

/**
 * All that the page shows of this instance at a moment; written as JSON as it stands.
 *
 * @param instance its name on {@code rollouts}
 * @param queue images that wait for a scorer
 * @param batchSize images of a forward in the mean, in the last period of the history
 * @param inFlight images in consultation
 * @param oldestSeconds how long the oldest of them has been
 * @param circuits of versions that are not asked for a while
 * @param figures of the specialists that serve, in roster order
 * @param submitMaxBytes of an image that may be brought over HTTP; 0: none may
 */
record AppStatus(
        String instance,
        Health health,
        RosterStatus roster,
        long queue,
        double batchSize,
        long inFlight,
        long oldestSeconds,
        List<CircuitStatus> circuits,
        List<SpecialistFigures> figures,
        List<PartitionFigures> partitions,
        int submitMaxBytes) {

    static AppStatus of(
            String instance,
            Health health,
            RosterStatus roster,
            History history,
            List<CircuitStatus> circuits,
            List<PartitionFigures> partitions,
            int submitMaxBytes) {
        List<HistoryPoint> points = history.since(0);
        return new AppStatus(
                instance,
                health,
                roster,
                history.now(Metric.BATCH_QUEUE),
                points.isEmpty() ? 0 : points.get(points.size() - 1).batchSize(),
                history.now(Metric.IN_FLIGHT),
                history.now(Metric.OLDEST_UNSETTLED),
                circuits,
                roster.specialists().stream()
                        .map(one -> history.specialist(one.specialist(), serving(one)))
                        .toList(),
                partitions,
                submitMaxBytes);
    }

    /** Whether a version serves or is on trial. */
    static boolean isHeard(RosterStatus roster, String specialist, String version) {
        return roster.specialists().stream()
                .filter(one -> one.specialist().equals(specialist))
                .anyMatch(one -> version.equals(one.serving())
                        || version.equals(one.wanted())
                        || version.equals(one.candidate()));
    }

    private static String serving(SpecialistStatus one) {
        return Optional.ofNullable(one.serving()).orElse("");
    }
}
