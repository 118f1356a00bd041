package dev.consilium.stack;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A node of Kafka: a broker, and one of the KRaft controllers. Immutable.
 *
 * @param id from 1, one after the other
 * @param port of the broker
 * @param controllerPorts of all nodes, in the order of their ids
 * @param data its folder
 * @param detour a second way to the broker, if there is one
 */
record KafkaNode(int id, int port, List<Integer> controllerPorts, Path data, Optional<Detour> detour) {

    private static final String HOST = "127.0.0.1:";

    KafkaNode {
        controllerPorts = List.copyOf(controllerPorts);
    }

    /** One that is reached directly. */
    KafkaNode(int id, int port, List<Integer> controllerPorts, Path data) {
        this(id, port, controllerPorts, data, Optional.empty());
    }

    /**
     * A listener whose clients are told to go on at another port.
     *
     * @param port that the broker listens on
     * @param advertised that its clients are told
     */
    record Detour(int port, int advertised) {}

    /** {@code host:port} of the broker. */
    String address() {
        return HOST + port;
    }

    /** Prepares its folder, unless that was done at an earlier start. */
    void format(String clusterId) {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(data);
            new Formatter()
                    .setClusterId(clusterId)
                    .setNodeId(id)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(data.toString())
                    .addDirectory(data.toString())
                    .setIgnoreFormatted(true)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
        } catch (Exception e) {
            throw new StackException("Cannot format Kafka's data folder " + data + ": " + e.getMessage(), e);
        }
    }

    /**
     * Not started yet.
     *
     * @throws StackException when a property is refused
     */
    static KafkaRaftServer server(Map<String, String> properties) {
        try {
            return new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        } catch (RuntimeException e) {
            throw new StackException("Kafka refuses its configuration: " + e.getMessage(), e);
        }
    }

    /** What makes so many nodes work together, start fast and notice killed clients soon. */
    Map<String, String> properties() {
        String nodes = Integer.toString(controllerPorts.size());
        String inSync = Integer.toString(controllerPorts.size() / 2 + 1);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(id));
        properties.put(
                "listeners",
                "PLAINTEXT://" + address() + detour(Detour::port) + ",CONTROLLER://" + HOST
                        + controllerPorts.get(id - 1));
        properties.put("advertised.listeners", "PLAINTEXT://" + address() + detour(Detour::advertised));
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,DETOUR:PLAINTEXT");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put(
                "controller.quorum.voters",
                IntStream.rangeClosed(1, controllerPorts.size())
                        .mapToObj(node -> node + "@" + HOST + controllerPorts.get(node - 1))
                        .collect(Collectors.joining(",")));
        properties.put("log.dirs", data.toString());
        // Each record on every node; a write is done when a majority has it, so that one node may be away.
        properties.put("default.replication.factor", nodes);
        properties.put("min.insync.replicas", inSync);
        // Few partitions of internal topics make it start and stop fast.
        properties.put("offsets.topic.replication.factor", nodes);
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", nodes);
        properties.put("transaction.state.log.min.isr", inSync);
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", nodes);
        properties.put("share.coordinator.state.topic.min.isr", inSync);
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
        return properties;
    }

    private String detour(ToIntFunction<Detour> port) {
        return detour.map(way -> ",DETOUR://" + HOST + port.applyAsInt(way)).orElse("");
    }
}
