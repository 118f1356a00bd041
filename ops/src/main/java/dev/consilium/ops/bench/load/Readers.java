package dev.consilium.ops.bench.load;

import dev.consilium.schemas.connect.Connection;
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

    private static final long LOOK_MILLIS = 20;

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
        long before = -1;
        long moved = System.nanoTime();
        while (fewest() < answers) {
            if (fewest() != before) {
                before = fewest();
                moved = System.nanoTime();
            }
            if (System.nanoTime() - moved > STANDSTILL.toNanos()) {
                throw new IllegalStateException("of " + answers + " images only " + before
                        + " have an answer, and none has come for " + STANDSTILL.toSeconds()
                        + " s: look for errors of the app in the log");
            }
            Thread.sleep(LOOK_MILLIS);
        }
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
