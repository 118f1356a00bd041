package dev.consilium.ops.bench.throughput;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How throughput is measured.
 *
 * @param images on the topic; empty: as many as the window needs at the machine's limit
 * @param rounds in each of which everything is measured once, one after the other
 * @param naiveRounds in how many of them what users write by hand, which is slow and steady, takes part
 * @param firstWarmUp how long Consilium runs, once, before the first round
 * @param warmUp of each drain, before its window
 * @param window what is measured of each drain
 * @param streamThreads of Consilium; empty: the app's default
 * @param scorerThreads of Consilium; empty: the app's default
 */
record ThroughputSettings(
        OptionalLong images,
        int rounds,
        int naiveRounds,
        Duration firstWarmUp,
        Duration warmUp,
        Duration window,
        OptionalInt streamThreads,
        OptionalInt scorerThreads) {

    static final int PARTITIONS = 12;
    static final int BATCH = 32;

    /** @throws IllegalArgumentException when nothing would be measured */
    ThroughputSettings {
        if (rounds < 1 || window.isZero()) {
            throw new IllegalArgumentException("--rounds and --window must be more than 0");
        }
    }

    /**
     * The same, in fewer and shorter rounds, for kinds of images that are not the main figure: all but their decoding is
     * compiled by then.
     */
    ThroughputSettings shorter() {
        return new ThroughputSettings(
                images,
                Math.min(rounds, 3),
                Math.min(naiveRounds, 1),
                firstWarmUp.dividedBy(6),
                warmUp,
                Duration.ofMillis(Math.min(window.toMillis(), 4_000)),
                streamThreads,
                scorerThreads);
    }

    /** What differs from the app's defaults. */
    Map<String, String> app() {
        Map<String, String> settings = new HashMap<>();
        streamThreads.ifPresent(threads -> settings.put("num.stream.threads", Integer.toString(threads)));
        scorerThreads.ifPresent(threads -> settings.put("scorer.threads", Integer.toString(threads)));
        return settings;
    }

    /** Of whatever has threads of its own beside Consilium: one a core. */
    int threads() {
        return Runtime.getRuntime().availableProcessors();
    }
}
