package dev.consilium.streams.scoring;

import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.streams.circuit.BackOff;
import java.time.Duration;

/**
 * How the engine batches.
 *
 * @param batchSize images that one forward runs over at most ({@code batch.size}); 32 to 64 is best on a CPU
 * @param batchLinger how long an unfilled batch waits for more ({@code batch.linger}); an engine with little to do never waits
 * @param scorers threads that run forwards ({@code scorers}); one per core
 * @param queueCapacity images that may wait for a scorer; at the limit {@link ScoringEngine#submit} blocks
 * @param imageLimits what an image may be at most
 * @param probabilities whether an opinion tells the probabilities of all its classes ({@code prediction.probabilities})
 * @param timeout how long a forward may take before its specialist counts as hung ({@code specialist.timeout})
 * @param backOff how long a specialist that cannot answer is left alone
 */
public record ScoringSettings(
        int batchSize,
        Duration batchLinger,
        int scorers,
        int queueCapacity,
        ImageLimits imageLimits,
        boolean probabilities,
        Duration timeout,
        BackOff backOff) {

    /** Of each scorer that works, how many may hang. */
    private static final int HUNG_PER_SCORER = 2;

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    public ScoringSettings {
        requirePositive("batch.size", batchSize);
        requirePositive("scorers", scorers);
        if (batchLinger.isNegative()) {
            throw new IllegalArgumentException("batch.linger is " + batchLinger + ": it must not be negative");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("specialist.timeout is " + timeout + ": it must be longer than nothing");
        }
        if (queueCapacity < batchSize) {
            throw new IllegalArgumentException("The queue's capacity of " + queueCapacity
                    + " images is under batch.size, " + batchSize + ": no batch could fill");
        }
    }

    /** With 10 s for a forward, and the usual back-off. */
    public ScoringSettings(
            int batchSize,
            Duration batchLinger,
            int scorers,
            int queueCapacity,
            ImageLimits imageLimits,
            boolean probabilities) {
        this(
                batchSize,
                batchLinger,
                scorers,
                queueCapacity,
                imageLimits,
                probabilities,
                DEFAULT_TIMEOUT,
                BackOff.defaults());
    }

    /** 32 images, 2 ms, one scorer per core, 4,096 waiting images. */
    public static ScoringSettings defaults() {
        return new ScoringSettings(
                32,
                Duration.ofMillis(5),
                Runtime.getRuntime().availableProcessors(),
                4_096,
                ImageLimits.defaults(),
                false);
    }

    /** The same, with the probabilities of all classes in each opinion. */
    public ScoringSettings withProbabilities() {
        return new ScoringSettings(batchSize, batchLinger, scorers, queueCapacity, imageLimits, true, timeout, backOff);
    }

    /** The same, with another time for a forward and another back-off. */
    public ScoringSettings withPatience(Duration forward, BackOff between) {
        return new ScoringSettings(
                batchSize, batchLinger, scorers, queueCapacity, imageLimits, probabilities, forward, between);
    }

    /** Threads that may be at images at once: those that work, and those that hang. */
    public int places() {
        return scorers * (1 + HUNG_PER_SCORER);
    }

    private static void requirePositive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " is " + value + ": it must be at least 1");
        }
    }
}
