package dev.consilium.ops.demo;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Prediction;
import dev.consilium.ops.client.RunningAccuracy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What an outside reader of {@code predictions} and {@code dead-letters} has found so far. Guarded by its owner's lock.
 *
 * <p>Grows with the number of versions and, by one bit, with the number of images.
 */
final class Findings {
    private static final int REASONS = 20;
    private static final int DIGITS = 3;

    /** By class name, the specialist that knows it. */
    private final Map<String, String> owners;

    private final OffsetTally tally = new OffsetTally();
    private final RunningAccuracy accuracy = new RunningAccuracy();
    private final Map<Map<String, String>, Score> scores = new HashMap<>();
    private final Map<String, Map<String, Long>> firstSeen = new HashMap<>();
    private final Map<String, Long> reasons = new LinkedHashMap<>();
    private final Histogram committedMillis = new Histogram(DIGITS);
    private long predictions;
    private long deadLetters;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    Findings(Map<String, String> owners) {
        this.owners = Map.copyOf(owners);
    }

    /**
     * Notes a prediction.
     *
     * @param topic where it was read
     * @param partition its partition
     * @param sentMillis when the image was sent
     * @param nowMillis when a reader of committed records got it
     */
    void add(Prediction prediction, String topic, int partition, long sentMillis, long nowMillis) {
        predictions++;
        tally.add(
                topic,
                partition,
                prediction.getSource().getPartition(),
                prediction.getSource().getOffset());
        time(sentMillis, nowMillis);
        for (Confidence opinion : prediction.getConsultation()) {
            firstSeen
                    .computeIfAbsent(opinion.getSpecialist(), unused -> new TreeMap<>())
                    .putIfAbsent(opinion.getVersion(), nowMillis);
        }
        String label = prediction.getAttributes().get("label");
        String owner = label == null ? null : owners.get(label);
        if (label != null && owner != null) {
            accuracy.add(label.equals(prediction.getClassName()));
            scores.merge(
                    lineUp(prediction),
                    Score.NONE.plus(prediction, label, owner),
                    (before, unused) -> before.plus(prediction, label, owner));
        }
    }

    /** Notes a dead letter: its image's position, and what its headers say was wrong. */
    void addDeadLetter(
            String topic, int partition, int sourcePartition, long sourceOffset, String reason, long nowMillis) {
        deadLetters++;
        tally.add(topic, partition, sourcePartition, sourceOffset);
        lastMillis = Math.max(lastMillis, nowMillis);
        if (reasons.size() < REASONS || reasons.containsKey(reason)) {
            reasons.merge(reason, 1L, Long::sum);
        }
    }

    OffsetTally tally() {
        return tally;
    }

    /** Predictions and dead letters, second answers included. */
    long answers() {
        return predictions + deadLetters;
    }

    /** The share of right predictions among the latest thousand; NaN before the first. */
    double recentlyRight() {
        return accuracy.recent();
    }

    long predictions() {
        return predictions;
    }

    long deadLetters() {
        return deadLetters;
    }

    /** What was wrong with the dead letters, and how often; the first twenty kinds. */
    Map<String, Long> reasons() {
        return reasons;
    }

    /** The score of the predictions for which exactly these versions were asked. */
    Score score(Map<String, String> lineUp) {
        return scores.getOrDefault(lineUp, Score.NONE);
    }

    /** When the first prediction was read for which this version was asked; milliseconds since 1970. */
    Optional<Long> firstSeen(String specialist, String version) {
        return Optional.ofNullable(firstSeen.getOrDefault(specialist, Map.of()).get(version));
    }

    /** Milliseconds from sending to being readable as committed, for this share of the images. */
    long committedMillis(double percentile) {
        return committedMillis.getValueAtPercentile(percentile);
    }

    /** Predictions a second, from the first image sent to the last prediction read. */
    double imagesPerSecond() {
        return predictions == 0 ? 0 : predictions * 1000.0 / Math.max(1, lastMillis - firstMillis);
    }

    private void time(long sentMillis, long nowMillis) {
        firstMillis = Math.min(firstMillis, sentMillis);
        lastMillis = Math.max(lastMillis, nowMillis);
        committedMillis.recordValue(Math.max(0, nowMillis - sentMillis));
    }

    private static Map<String, String> lineUp(Prediction prediction) {
        Map<String, String> versions = new HashMap<>();
        prediction.getConsultation().forEach(opinion -> versions.put(opinion.getSpecialist(), opinion.getVersion()));
        return versions;
    }
}
