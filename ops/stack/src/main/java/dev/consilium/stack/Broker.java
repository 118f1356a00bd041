package dev.consilium.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;

/**
 * A real Kafka broker with its own KRaft controller, in this JVM.
 *
 * <p>{@link #stop} and {@link #restart} keep address and data, so that a test can take the broker away and bring it back.
 * All methods may be called by any thread.
 */
public final class Broker implements Kafka {
    private final DataFolder data;
    private final int port;
    private final int controllerPort = Ports.free();
    private final Map<String, String> extra;
    private final Optional<KafkaNode.Detour> detour;
    private Optional<KafkaRaftServer> server = Optional.empty();

    private Broker(StackOptions options) {
        this.data = DataFolder.of(options.data(), "kafka");
        this.port = Ports.given(options.brokerPort());
        this.extra = options.brokerProperties();
        this.detour = options.detour().isPresent()
                ? Optional.of(
                        new KafkaNode.Detour(Ports.free(), options.detour().getAsInt()))
                : Optional.empty();
    }

    /** A broker on a free port, with temporary data. */
    public static Broker start() {
        return start(StackOptions.defaults());
    }

    /**
     * Starts a broker and returns when it answers.
     *
     * @throws StackException when the port is taken, the data folder cannot be used or a property is refused
     */
    public static Broker start(StackOptions options) {
        Broker broker = new Broker(options);
        try {
            broker.restart();
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    /** The same through {@link #stop} and {@link #restart}. */
    @Override
    public String bootstrapServers() {
        return node().address();
    }

    /**
     * Where it listens for those who come by {@link StackOptions#withDetour}.
     *
     * @throws IllegalStateException when there is no such way
     */
    public int detourPort() {
        return detour.orElseThrow(() -> new IllegalStateException("this broker was started without a detour"))
                .port();
    }

    /** Starts the stopped broker again at the same address over the same data; restarts it when it runs. */
    public synchronized void restart() {
        stop();
        Ports.requireFree(port, "the broker");
        node().format(Uuid.randomUuid().toString());
        KafkaRaftServer next = KafkaNode.server(properties());
        server = Optional.of(next);
        try {
            next.startup();
        } catch (RuntimeException e) {
            stop();
            throw new StackException("Kafka did not start at " + bootstrapServers() + ": " + e.getMessage(), e);
        }
    }

    /** Stops the broker, as an outage does; the data stays. Does nothing when it is stopped. */
    public synchronized void stop() {
        server.ifPresent(running -> {
            running.shutdown();
            running.awaitShutdown();
        });
        server = Optional.empty();
    }

    /** Stops the broker and deletes its data if the folder was a temporary one. */
    @Override
    public void close() {
        stop();
        data.close();
    }

    private KafkaNode node() {
        return new KafkaNode(1, port, List.of(controllerPort), data.path(), detour);
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>(node().properties());
        properties.putAll(extra);
        return properties;
    }
}
