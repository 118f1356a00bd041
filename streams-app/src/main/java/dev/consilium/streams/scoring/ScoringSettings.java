package dev.consilium.streams.scoring;

import dev.consilium.specialist.image.ImageLimits;
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
 */
public record ScoringSettings(
        int batchSize,
        Duration batchLinger,
        int scorers,
        int queueCapacity,
        ImageLimits imageLimits,
        boolean probabilities) {

    public ScoringSettings {
        requirePositive("batch.size", batchSize);
        requirePositive("scorers", scorers);
        if (batchLinger.isNegative()) {
            throw new IllegalArgumentException("batch.linger is " + batchLinger + ": it must not be negative");
        }
        if (queueCapacity < batchSize) {
            throw new IllegalArgumentException("The queue's capacity of " + queueCapacity
                    + " images is under batch.size, " + batchSize + ": no batch could fill");
        }
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
        return new ScoringSettings(batchSize, batchLinger, scorers, queueCapacity, imageLimits, true);
    }

    private static void requirePositive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " is " + value + ": it must be at least 1");
        }
    }
}
