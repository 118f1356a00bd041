package dev.consilium.streams.watch;

import java.util.Map;

/**
 * What happened in one period of the {@link History}.
 *
 * @param at its end, in milliseconds since 1970
 * @param imagesPerSecond that got an outcome
 * @param deadLettersPerSecond of them, those without a prediction
 * @param p50Millis from admission to outcome; 0 without images
 * @param p99Millis from admission to outcome; 0 without images
 * @param lag images that waited on the partitions of this instance at its end
 * @param inFlight images in consultation at its end
 * @param queue images that waited for a scorer at its end
 * @param batchSize images of a forward in the mean; 0 without any
 * @param wins predictions by the specialist that decided
 */
public record HistoryPoint(
        long at,
        double imagesPerSecond,
        double deadLettersPerSecond,
        long p50Millis,
        long p99Millis,
        long lag,
        long inFlight,
        long queue,
        double batchSize,
        Map<String, Long> wins) {

    public HistoryPoint {
        wins = Map.copyOf(wins);
    }
}
