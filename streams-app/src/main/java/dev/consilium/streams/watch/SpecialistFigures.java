package dev.consilium.streams.watch;

import java.util.List;

/**
 * What one specialist does in this instance.
 *
 * @param version that the confidences are of
 * @param wins predictions that it decided since the app started
 * @param absent opinions that it owed
 * @param forwards batches that it ran over
 * @param p50Millis of a forward over a batch, of the last minutes
 * @param p99Millis of a forward over a batch, of the last minutes
 * @param confidences how often its version was how sure, in equal steps from 0 to 1
 */
public record SpecialistFigures(
        String specialist,
        String version,
        long wins,
        long absent,
        long forwards,
        double p50Millis,
        double p99Millis,
        List<Long> confidences) {

    public SpecialistFigures {
        confidences = List.copyOf(confidences);
    }
}
