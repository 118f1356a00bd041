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

    /**
     * Begin at the topics' present ends.
     *
     * @param committed told of what is read as committed
     */
    static Readers start(Connection connection, Collection<String> topics, AnswerListener committed) {
        return new Readers(
                LatencyReader.start(connection, topics, IsolationLevel.READ_UNCOMMITTED, AnswerListener.NONE),
                LatencyReader.start(connection, topics, IsolationLevel.READ_COMMITTED, committed));
    }

    /**
     * Waits until both have read this many answers since they were started.
     *
     * @return whether they have; if not, nothing has come for half a minute
     */
    boolean await(long answers) throws InterruptedException {
        return Probe.untilStill(STANDSTILL, LOOK, this::fewest).holds(() -> fewest() >= answers);
    }

    /** Answers that both have read. */
    long fewest() {
        return Math.min(uncommitted.log().answers(), committed.log().answers());
    }

    @Override
    public void close() {
        uncommitted.close();
        committed.close();
    }
}
