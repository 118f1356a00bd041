package dev.consilium.ops.bench.load;

import dev.consilium.schemas.connect.Connection;
import dev.consilium.stack.Probe;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.common.IsolationLevel;

/**
 * Two independent readers of the same answers: one sees them as soon as they are written, one when they are committed. Any
 * thread.
 */
record Readers(LatencyReader uncommitted, LatencyReader committed) implements AutoCloseable {

    /** Longer than an abandoned transaction holds readers up. */
    private static final Duration STANDSTILL = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofMillis(20);

    /** Begin at the topics' present ends. */
    static Readers start(Connection connection, Collection<String> topics) {
        return new Readers(
                LatencyReader.start(connection, topics, IsolationLevel.READ_UNCOMMITTED),
                LatencyReader.start(connection, topics, IsolationLevel.READ_COMMITTED));
    }

    /**
     * Waits until both have read this many answers since they were started.
     *
     * @throws IllegalStateException when nothing has come for half a minute
     */
    void await(long answers) throws InterruptedException {
        Probe.untilStill(STANDSTILL, LOOK, this::fewest)
                .await(
                        () -> fewest() >= answers,
                        () -> "of " + answers + " images only " + fewest()
                                + " have an answer, and none has come for " + STANDSTILL.toSeconds()
                                + " s: look for errors of the app in the log");
    }

    private long fewest() {
        return Math.min(uncommitted.log().answers(), committed.log().answers());
    }

    @Override
    public void close() {
        uncommitted.close();
        committed.close();
    }
}
