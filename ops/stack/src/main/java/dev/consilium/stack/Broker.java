package dev.consilium.stack;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker with its own KRaft controller, in this JVM.
 *
 * <p>{@link #stop} and {@link #restart} keep address and data, so that a test can take the broker away and bring it back.
 * All methods may be called by any thread.
 */
public final class Broker implements AutoCloseable {
    private final DataFolder data;
    private final int port;
    private final int controllerPort = Ports.free();
    private final Map<String, String> extra;
    private Optional<KafkaRaftServer> server = Optional.empty();

    private Broker(StackOptions options) {
        this.data = DataFolder.of(options.data(), "kafka");
        this.port = Ports.given(options.brokerPort());
        this.extra = options.brokerProperties();
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

    /** {@code host:port} for {@code bootstrap.servers}; the same through {@link #stop} and {@link #restart}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Starts the stopped broker again at the same address over the same data; restarts it when it runs. */
    public synchronized void restart() {
        stop();
        Ports.requireFree(port, "the broker");
        format(data.path());
        KafkaRaftServer next;
        try {
            next = new KafkaRaftServer(new KafkaConfig(properties()), Time.SYSTEM);
        } catch (RuntimeException e) {
            throw new StackException("Kafka refuses its configuration: " + e.getMessage(), e);
        }
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

    private static void format(Path directory) {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return; // kept data of an earlier start, which has its cluster id already
        }
        try {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .setIgnoreFormatted(true)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
        } catch (Exception e) {
            throw new StackException("Cannot format Kafka's data folder " + directory + ": " + e.getMessage(), e);
        }
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.put("log.dirs", data.path().toString());
        // One broker: its internal topics can have one replica only, and few partitions make it start and stop fast.
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        // A misspelt topic name should be an error, not a new topic.
        properties.put("auto.create.topics.enable", "false");
        // Alone on the machine there is nobody to wait for, and a killed application should be noticed soon.
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.streams.initial.rebalance.delay.ms", "0");
        properties.put("group.streams.min.heartbeat.interval.ms", "500");
        properties.put("group.streams.heartbeat.interval.ms", "500");
        properties.put("group.min.session.timeout.ms", "1000");
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        // The cleaner's default buffer is 128 MiB; the smallest allowed does for compacted topics of this size.
        properties.put("log.cleaner.dedupe.buffer.size", "2097152");
        properties.putAll(extra);
        return properties;
    }
}
