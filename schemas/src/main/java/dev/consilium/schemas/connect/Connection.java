package dev.consilium.schemas.connect;

import dev.consilium.schemas.registry.AvroSerdes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serde;

/**
 * Where the broker and the registry are, and how to speak to them. Immutable; hands out fresh, mutable maps.
 *
 * @param bootstrapServers host:port, comma separated
 * @param schemaRegistryUrl one URL or several, comma separated
 * @param properties any Kafka client property (TLS, SASL, time-outs) and any serde property; they never override the two
 *     addresses
 */
public record Connection(String bootstrapServers, String schemaRegistryUrl, Map<String, String> properties) {

    private static final String REGISTRY_URL = "schema.registry.url";

    public Connection {
        requireText(bootstrapServers, "the broker's address");
        requireText(schemaRegistryUrl, "the schema registry's URL");
        properties = Map.copyOf(properties);
    }

    public static Connection to(String bootstrapServers, String schemaRegistryUrl) {
        return new Connection(bootstrapServers, schemaRegistryUrl, Map.of());
    }

    /** What every Kafka client (admin, consumer, producer, streams) needs; add the client's own settings. */
    public Map<String, Object> client() {
        Map<String, Object> config = new HashMap<>(properties);
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return config;
    }

    public Map<String, Object> serdeConfig() {
        Map<String, Object> config = new HashMap<>(properties);
        config.put(REGISTRY_URL, schemaRegistryUrl);
        return config;
    }

    /** A configured serde for the values of a topic; the caller closes it. */
    public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        return AvroSerdes.of(type, serdeConfig());
    }

    /**
     * An admin client; the caller closes it.
     *
     * @throws UnreachableException when an address cannot be resolved or a property is wrong
     */
    public Admin admin() {
        try {
            return Admin.create(client());
        } catch (KafkaException e) {
            throw UnreachableException.broker(bootstrapServers, e);
        }
    }

    /**
     * Asks the broker for a sign of life, so that a command fails in seconds with a clear line instead of hanging.
     *
     * @param longest to wait; a shorter {@code default.api.timeout.ms} among the properties counts instead
     * @throws UnreachableException when no answer came in that time
     */
    public void requireBroker(Duration longest) {
        Duration limit = patience(longest);
        Map<String, Object> config = client();
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) limit.toMillis());
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) limit.toMillis());
        // Neither close() nor the look-up may outlast the limit by much.
        try (LimitedAdmin admin = new LimitedAdmin(Admin.create(config))) {
            admin.delegate()
                    .describeCluster(new DescribeClusterOptions().timeoutMs((int) limit.toMillis()))
                    .clusterId()
                    .get(limit.toMillis() + 500, TimeUnit.MILLISECONDS);
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            throw UnreachableException.broker(bootstrapServers, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UnreachableException.broker(bootstrapServers, e);
        }
    }

    /** The registry's URL as it may be shown: without the login that it may have. */
    public String shownRegistryUrl() {
        return schemaRegistryUrl.replaceAll("//[^/,]*@", "//");
    }

    /** Without the properties, since passwords are among them. */
    @Override
    public String toString() {
        return "broker " + bootstrapServers + ", registry " + shownRegistryUrl();
    }

    private Duration patience(Duration longest) {
        String asked = properties.get(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG);
        if (asked == null) {
            return longest;
        }
        try {
            Duration limit = Duration.ofMillis(Long.parseLong(asked.trim()));
            return limit.isNegative() || limit.isZero() || limit.compareTo(longest) > 0 ? longest : limit;
        } catch (NumberFormatException e) {
            return longest; // The client that is opened with it says what is wrong.
        }
    }

    private static void requireText(String value, String what) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " is empty");
        }
    }

    private record LimitedAdmin(Admin delegate) implements AutoCloseable {
        @Override
        public void close() {
            delegate.close(Duration.ZERO);
        }
    }
}
