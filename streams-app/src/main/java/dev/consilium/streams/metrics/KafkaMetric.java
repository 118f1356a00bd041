package dev.consilium.streams.metrics;

import static io.micrometer.core.instrument.Meter.Type.COUNTER;
import static io.micrometer.core.instrument.Meter.Type.GAUGE;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The meters of Kafka Streams and of its clients that are shown. Each StreamThread has hundreds, and what nobody looks at
 * still costs in every scrape.
 */
public enum KafkaMetric {
    ALIVE_THREADS(GAUGE, "kafka.stream.alive.stream.threads", "StreamThreads that run"),
    FAILED_THREADS(COUNTER, "kafka.stream.failed.stream.threads", "StreamThreads that died and were replaced"),
    PROCESS_RATIO(
            GAUGE, "kafka.stream.thread.process.ratio", "Share of a StreamThread's time in admit, score and consult"),
    POLL_RATIO(GAUGE, "kafka.stream.thread.poll.ratio", "Share in poll: what it has to spare"),
    COMMIT_RATIO(GAUGE, "kafka.stream.thread.commit.ratio", "Share in commits"),
    COMMIT_LATENCY(GAUGE, "kafka.stream.thread.commit.latency.avg", "Milliseconds that a commit takes"),
    ASSIGNED(GAUGE, "kafka.consumer.coordinator.assigned.partitions", "Partitions of images that a StreamThread has"),
    REBALANCES(COUNTER, "kafka.consumer.coordinator.rebalance.total", "Rebalances that it took part in"),
    FAILED_REBALANCES(COUNTER, "kafka.consumer.coordinator.failed.rebalance.total", "Rebalances that failed"),
    CONSUMED(COUNTER, "kafka.consumer.fetch.manager.records.consumed.total", "Records read, by topic"),
    CONSUMED_BYTES(COUNTER, "kafka.consumer.fetch.manager.bytes.consumed.total", "Bytes read, by topic"),
    FETCH_LATENCY(GAUGE, "kafka.consumer.fetch.manager.fetch.latency.avg", "Milliseconds that a fetch takes"),
    SENT(COUNTER, "kafka.producer.record.send.total", "Records sent"),
    SEND_ERRORS(COUNTER, "kafka.producer.record.error.total", "Records that could not be sent"),
    SEND_RETRIES(COUNTER, "kafka.producer.record.retry.total", "Records sent once more"),
    REQUEST_LATENCY(GAUGE, "kafka.producer.request.latency.avg", "Milliseconds that a produce request takes");

    private static final String KAFKA = "kafka.";
    private static final Set<String> SHOWN =
            Arrays.stream(values()).map(KafkaMetric::id).collect(Collectors.toUnmodifiableSet());

    private final Meter.Type type;
    private final String id;
    private final String help;

    KafkaMetric(Meter.Type type, String id, String help) {
        this.type = type;
        this.id = id;
        this.help = help;
    }

    public Meter.Type type() {
        return type;
    }

    /** Micrometer's name: Kafka's group and name, with dots. */
    public String id() {
        return id;
    }

    public String help() {
        return help;
    }

    /** Leaves out the meters of Kafka's that are not here, and all of those consumers that only restore state: there is none. */
    static MeterFilter filter() {
        return MeterFilter.deny(
                id -> id.getName().startsWith(KAFKA) && (!SHOWN.contains(id.getName()) || isRestoring(id)));
    }

    private static boolean isRestoring(Meter.Id id) {
        String client = id.getTag("client.id");
        return client != null && client.endsWith("-restore-consumer");
    }
}
