package dev.consilium.streams.topology;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The properties of the Kafka Streams client: what the topology needs to be right and quick, and whatever else the user
 * gives. Immutable.
 *
 * <p>Kafka Streams' defaults that are wrong here, and set: producer {@code linger.ms} (Streams: 100, here 5), the
 * consumer's session (Kafka: 45 s, here 6 s), {@code processing.guarantee} (Streams: at_least_once, here exactly_once_v2).
 */
public final class StreamsSettings {

    private static final String STREAMS_PROTOCOL = "streams";
    private static final String ANY = "any";

    /** Where these act, a record leaves the topology past the ledger, or the ledger is not asked. */
    private static final Map<String, String> REFUSED = Map.of(
            StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG,
            "the ledger's own clients keep images in flight from being committed",
            StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
            "Kafka Streams' dead letters are sent ahead of the images' order and double on replay;"
                    + " set the dead-letters topic instead",
            StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
            "a handler that goes on loses an image; bad images become dead letters by themselves",
            StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
            "a handler that goes on loses an image",
            StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
            "a handler that goes on loses an outcome",
            "__processing.threads.enabled__",
            "the ledger belongs to the StreamThread, which must process by itself");

    private final Map<String, Object> properties;

    private StreamsSettings(Map<String, Object> properties) {
        this.properties = Map.copyOf(properties);
    }

    /**
     * The settings of an app.
     *
     * @param applicationId {@code application.id}: the group, and the prefix of the transactional ids
     * @param bootstrapServers the brokers
     * @param given any property of Kafka Streams or its clients; wins over the defaults here
     * @throws IllegalArgumentException when a given property would break what the topology guarantees
     */
    public static StreamsSettings of(String applicationId, String bootstrapServers, Map<String, ?> given) {
        Map<String, Object> properties = new LinkedHashMap<>(defaults());
        given.forEach((key, value) -> properties.put(key, value));
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        check(given, properties);
        if (isStreamsProtocol(properties)) {
            // The broker sets these for the group; and its consumer is not ours, so its polls cannot be shortened one
            // by one.
            properties.remove(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
            properties.remove(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG);
            properties.putIfAbsent(StreamsConfig.POLL_MS_CONFIG, 5);
        }
        return new StreamsSettings(properties);
    }

    /** For the constructor of {@code KafkaStreams}. */
    public Properties toProperties() {
        Properties copy = new Properties();
        copy.putAll(properties);
        return copy;
    }

    /** A quarter of what a StreamThread may be away from its transaction or its group; for the {@code OffsetLedger}. */
    public Duration waitBudget() {
        return Duration.ofMillis(Math.min(transactionTimeout(), maxPollInterval()) / 4);
    }

    /** A quarter of what a StreamThread may be away from its group; for the {@link Line}. */
    public Duration longestStop() {
        return Duration.ofMillis(maxPollInterval() / 4);
    }

    private static Map<String, Object> defaults() {
        Map<String, Object> defaults = new LinkedHashMap<>();
        defaults.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        defaults.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        defaults.put(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG, Runtime.getRuntime().availableProcessors());
        defaults.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100L);
        // A task reads one partition: there is no other to wait for, and asking costs as much as sending an outcome.
        defaults.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        // Without a prefix: the weakest form, so that whichever form the user gives wins. Each request costs producer
        // and
        // broker as much as hundreds of outcomes: with one at a time, and room in the batch, they gather while it is
        // under way.
        defaults.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        defaults.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
        defaults.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // After a kill, readers of committed records wait for the first, the other instances for the second.
        defaults.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        defaults.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        defaults.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        defaults.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 300_000);
        return defaults;
    }

    private static void check(Map<String, ?> given, Map<String, Object> properties) {
        REFUSED.forEach((key, why) -> {
            if (given.containsKey(key)) {
                throw new IllegalArgumentException(key + " = " + given.get(key) + " cannot be set: " + why);
            }
        });
        String guarantee = String.valueOf(properties.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
        if (!Set.of(StreamsConfig.EXACTLY_ONCE_V2, StreamsConfig.AT_LEAST_ONCE).contains(guarantee)) {
            throw new IllegalArgumentException(StreamsConfig.PROCESSING_GUARANTEE_CONFIG + " = " + guarantee
                    + ": use exactly_once_v2 or at_least_once");
        }
        if (isStreamsProtocol(properties)) {
            if (guarantee.equals(StreamsConfig.AT_LEAST_ONCE)) {
                throw new IllegalArgumentException(
                        "group.protocol = streams with processing.guarantee = at_least_once would lose images: with that"
                                + " protocol Kafka Streams commits by a consumer of its own. Use exactly_once_v2, or"
                                + " group.protocol = classic");
            }
            for (String prefix : new String[] {"", StreamsConfig.CONSUMER_PREFIX, StreamsConfig.MAIN_CONSUMER_PREFIX}) {
                String key = prefix + ConsumerConfig.GROUP_INSTANCE_ID_CONFIG;
                if (given.containsKey(key)) {
                    throw new IllegalArgumentException(key + " = " + given.get(key)
                            + " needs group.protocol = classic: the streams protocol has no static membership");
                }
            }
        }
    }

    private static boolean isStreamsProtocol(Map<String, Object> properties) {
        return STREAMS_PROTOCOL.equalsIgnoreCase(String.valueOf(properties.get(StreamsConfig.GROUP_PROTOCOL_CONFIG)));
    }

    private long transactionTimeout() {
        return millis(effective().getProducerConfigs(ANY), ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
    }

    private long maxPollInterval() {
        return millis(effective().getMainConsumerConfigs(ANY, ANY, 0), ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG);
    }

    /** As Streams reads them: with prefixes resolved. */
    private StreamsConfig effective() {
        return new StreamsConfig(properties);
    }

    private static long millis(Map<String, Object> client, String key) {
        return Long.parseLong(String.valueOf(client.get(key)).strip());
    }
}
