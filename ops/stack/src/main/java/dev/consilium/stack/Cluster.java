package dev.consilium.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/**
 * Real Kafka brokers, three or one, each with a KRaft controller and in a JVM of its own that can be killed. Each record is on
 * all of them, and a write is done when a majority has it.
 *
 * <p>All methods may be called by any thread.
 */
public final class Cluster implements Kafka {

    private static final int THREE = 3;
    private static final Probe STARTED = Probe.within(Duration.ofMinutes(2), Duration.ofMillis(100));
    private static final List<String> MEMORY = List.of("-Xmx512m", "-XX:+UseSerialGC");

    private final DataFolder data;
    private final List<KafkaNode> nodes;
    private final List<Optional<ChildJvm>> running = new ArrayList<>();

    private Cluster(DataFolder data, List<KafkaNode> nodes) {
        this.data = data;
        this.nodes = List.copyOf(nodes);
    }

    /**
     * On free ports, with temporary data; returns when all answer.
     *
     * @throws StackException when one does not start; with the tail of its log
     */
    public static Cluster start() {
        return start(THREE, Optional.empty());
    }

    /**
     * One broker alone, over data in a folder that is kept: what happens to that folder happens to no other process.
     *
     * @throws StackException when it does not start; with the tail of its log
     */
    public static Cluster ofOne(Path data) {
        return start(1, Optional.of(data));
    }

    private static Cluster start(int count, Optional<Path> kept) {
        DataFolder data = DataFolder.of(kept, "cluster");
        List<Integer> controllers =
                IntStream.range(0, count).mapToObj(i -> Ports.free()).toList();
        List<KafkaNode> nodes = IntStream.rangeClosed(1, count)
                .mapToObj(id ->
                        new KafkaNode(id, Ports.free(), controllers, data.path().resolve("node-" + id)))
                .toList();
        Cluster cluster = new Cluster(data, nodes);
        try {
            String id = Uuid.randomUuid().toString();
            for (KafkaNode node : nodes) {
                node.format(id);
                cluster.running.add(Optional.of(cluster.started(node)));
            }
            cluster.awaitAll();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** The same through {@link #kill} and {@link #restart}. */
    @Override
    public String bootstrapServers() {
        return nodes.stream().map(KafkaNode::address).collect(Collectors.joining(","));
    }

    /** SIGKILL; returns when it is gone. */
    public synchronized void kill(int id) throws InterruptedException {
        Optional<ChildJvm> victim = running.set(id - 1, Optional.empty());
        if (victim.isPresent()) {
            victim.get().process().destroyForcibly().waitFor();
        }
    }

    /** Whether one still runs: it ends by itself when it can no longer write. */
    public synchronized boolean isUp(int id) {
        return running.get(id - 1).filter(ChildJvm::isAlive).isPresent();
    }

    /** Starts one that was killed over the same data; returns when all answer. */
    public synchronized void restart(int id) {
        running.set(id - 1, Optional.of(started(nodes.get(id - 1))));
        awaitAll();
    }

    /** Ends all and deletes their data if it was in a temporary folder. */
    @Override
    public synchronized void close() {
        // By force: each would wait for the others to take its partitions over.
        running.forEach(node -> node.ifPresent(child -> child.process().destroyForcibly()));
        running.forEach(node -> node.ifPresent(ChildJvm::close));
        running.clear();
        data.close();
    }

    private ChildJvm started(KafkaNode node) {
        Properties properties = new Properties();
        properties.putAll(node.properties());
        // A killed node should be noticed soon.
        properties.putAll(Map.of("broker.session.timeout.ms", "3000", "broker.heartbeat.interval.ms", "500"));
        Path file = data.path().resolve("node-" + node.id() + ".properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ChildJvm.start(
                MEMORY,
                System.getProperty("java.class.path"),
                NodeMain.class.getName(),
                List.of(file.toString()),
                data.path().resolve("node-" + node.id() + ".log"));
    }

    private void awaitAll() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            STARTED.await(
                    () -> answer(admin),
                    () -> "not all of " + bootstrapServers() + " answer within "
                            + STARTED.limit().toMinutes() + " minutes");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while Kafka was starting", e);
        }
    }

    private boolean answer(Admin admin) throws InterruptedException {
        running.stream()
                .flatMap(Optional::stream)
                .filter(node -> !node.isAlive())
                .forEach(node -> {
                    throw new StackException(
                            "Kafka ended while starting; the end of its log " + node.log() + ":\n" + node.logTail());
                });
        try {
            return admin.describeCluster().nodes().get().size() == nodes.size();
        } catch (ExecutionException e) {
            return false; // not yet
        }
    }
}
