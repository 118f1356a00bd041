package dev.consilium.streams.circuit;

import java.time.Duration;

/**
 * How long a specialist is left alone: longer after each trial that it fails.
 *
 * @param first after the first failure
 * @param longest however often it fails
 */
public record BackOff(Duration first, Duration longest) {

    public BackOff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("A back-off from " + first + " to " + longest
                    + ": the first must be longer than nothing, the longest no shorter than the first");
        }
    }

    /** A second, doubled up to a minute. */
    public static BackOff defaults() {
        return new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    /** The one that follows {@code before}; zero: the first. */
    Duration after(Duration before) {
        if (before.isZero()) {
            return first;
        }
        Duration doubled = before.multipliedBy(2);
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
