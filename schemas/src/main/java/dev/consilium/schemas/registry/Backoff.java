package dev.consilium.schemas.registry;

import java.time.Duration;

/**
 * How often and after which pauses to try again.
 *
 * @param retries rounds after the first
 * @param first the pause before the first retry; doubles with each further one
 * @param longest no pause is longer
 */
record Backoff(int retries, Duration first, Duration longest) {

    static Backoff from(AvroSerdeConfig config) {
        return new Backoff(
                config.getInt(AvroSerdeConfig.MAX_RETRIES),
                Duration.ofMillis(config.getLong(AvroSerdeConfig.RETRIES_WAIT)),
                Duration.ofMillis(config.getLong(AvroSerdeConfig.RETRIES_MAX_WAIT)));
    }

    /** The pause after round {@code round}, which counts from 0. */
    Duration beforeRetry(int round) {
        Duration pause = first;
        for (int i = 0; i < round && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
