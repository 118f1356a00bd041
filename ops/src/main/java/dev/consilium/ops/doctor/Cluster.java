package dev.consilium.ops.doctor;

import dev.consilium.schemas.connect.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The brokers and the registry, asked with little patience. Any thread: a check that took too long may still be at it. */
final class Cluster implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String MILLIS = Long.toString(PATIENCE.toMillis());
    private static final Map<String, String> IMPATIENT = Map.of(
            CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
            MILLIS,
            CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
            MILLIS,
            CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG,
            MILLIS,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            "10000",
            "http.connect.timeout.ms",
            MILLIS,
            "http.read.timeout.ms",
            MILLIS,
            "max.retries",
            "0");

    private final Connection connection;
    private Optional<Admin> admin = Optional.empty();

    Cluster(Connection given) {
        Map<String, String> properties = new HashMap<>(given.properties());
        properties.putAll(IMPATIENT);
        connection = new Connection(given.bootstrapServers(), given.schemaRegistryUrl(), properties);
    }

    Connection connection() {
        return connection;
    }

    /** @throws org.apache.kafka.common.KafkaException when no address can be resolved, or a property is wrong */
    synchronized Admin admin() {
        Admin open = admin.orElseGet(() -> Admin.create(connection.client()));
        admin = Optional.of(open);
        return open;
    }

    Collection<Node> brokers() throws Exception {
        return Causes.answer(admin().describeCluster().nodes());
    }

    /** @throws Exception what the broker says, other than that there is none */
    boolean hasTopic(String name) throws Exception {
        try {
            Causes.answer(Objects.requireNonNull(
                    admin().describeTopics(List.of(name)).topicNameValues().get(name)));
            return true;
        } catch (UnknownTopicOrPartitionException e) {
            return false;
        }
    }

    /** A producer for transactions; the caller closes it. */
    KafkaProducer<byte[], byte[]> producer(String transactionalId) {
        Map<String, Object> config = connection.client();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) PATIENCE.toMillis());
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized void close() {
        admin.ifPresent(open -> open.close(Duration.ZERO));
    }
}
