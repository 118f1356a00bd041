package dev.consilium.streams.watch;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Prediction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Adds up, image by image, what the meters do not hold: how long consultations take, who decides them, and
 * how sure each version is. Told by
 * StreamThreads, asked by any thread.
 */
public final class Tally {

    /** Confidences are counted in so many equal steps from 0 to 1. */
    static final int STEPS = 20;

    private static final long LONGEST_MILLIS = 3_600_000;
    private static final int DIGITS = 2;

    private final Recorder millis = new Recorder(LONGEST_MILLIS, DIGITS);
    private final Map<Voice, AtomicLongArray> confidences = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> wins = new ConcurrentHashMap<>();

    private record Voice(String specialist, String version) {}

    /** A prediction was forwarded so long after its image was admitted. */
    public void decided(Prediction prediction, long tookMillis) {
        millis.recordValue(Math.max(0, Math.min(tookMillis, LONGEST_MILLIS)));
        wins.computeIfAbsent(prediction.getSpecialist(), first -> new LongAdder())
                .increment();
        for (Confidence opinion : prediction.getConsultation()) {
            Voice voice = new Voice(opinion.getSpecialist(), opinion.getVersion());
            confidences
                    .computeIfAbsent(voice, first -> new AtomicLongArray(STEPS))
                    .incrementAndGet(step(opinion.getConfidence()));
        }
    }

    /** How often a version was how sure, in {@value #STEPS} steps from 0 to 1. */
    List<Long> confidences(String specialist, String version) {
        AtomicLongArray counts = confidences.getOrDefault(new Voice(specialist, version), new AtomicLongArray(STEPS));
        Long[] copy = new Long[STEPS];
        Arrays.setAll(copy, counts::get);
        return List.of(copy);
    }

    /** Predictions since the start by the specialist that decided them. */
    Map<String, Long> wins() {
        return wins.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }

    /** How long consultations took since this was asked last, in milliseconds. For one caller. */
    Histogram millisSinceLast() {
        return millis.getIntervalHistogram();
    }

    /** Forgets how sure versions were that are not heard any more. */
    void retain(BiPredicate<String, String> heard) {
        confidences.keySet().removeIf(voice -> !heard.test(voice.specialist(), voice.version()));
    }

    private static int step(float confidence) {
        return Math.max(0, Math.min(STEPS - 1, (int) (confidence * STEPS)));
    }
}
