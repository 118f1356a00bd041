package dev.consilium.ops.guarantee;

import java.time.Duration;
import java.util.Map;

/**
 * How long Kafka waits for an instance that says nothing.
 *
 * @param session until its partitions are given to others
 * @param transaction until what it has not committed is aborted; until then readers of committed records wait
 */
record Patience(Duration session, Duration transaction) {

    /** The app's own defaults. */
    static final Patience USUAL = new Patience(Duration.ofSeconds(6), Duration.ofSeconds(10));

    Map<String, String> settings() {
        return Map.of(
                "kafka.session.timeout.ms", Long.toString(session.toMillis()),
                "kafka.heartbeat.interval.ms", Long.toString(session.toMillis() / 3),
                "kafka.transaction.timeout.ms", Long.toString(transaction.toMillis()));
    }
}
