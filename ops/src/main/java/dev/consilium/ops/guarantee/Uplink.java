package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.stack.Broker;
import dev.consilium.stack.Ports;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * All that one instance reaches the world by: a link to the broker, and one to the registry. Any thread.
 *
 * @param registryUrl by way of its link
 */
record Uplink(Link broker, Link registry, String registryUrl) implements AutoCloseable {

    private static final String HOST = "127.0.0.1:";

    /** @param port that the broker of the rig tells those who come by its detour */
    static Uplink of(Rig rig, Broker broker, int port) throws IOException {
        URI registry = URI.create(rig.registry().url());
        Link toBroker = new Link(port, broker.detourPort());
        try {
            Link toRegistry = new Link(Ports.free(), registry.getPort());
            return new Uplink(toBroker, toRegistry, "http://" + HOST + toRegistry.port() + registry.getPath());
        } catch (IOException e) {
            toBroker.close();
            throw e;
        }
    }

    /** Of an instance that has no other. */
    Map<String, String> settings() {
        return Map.of("bootstrap.servers", HOST + broker.port(), "schema.registry.url", registryUrl);
    }

    void cut() {
        broker.cut();
        registry.cut();
    }

    void slow(Duration latency, long bytesPerSecond) {
        broker.slow(latency, bytesPerSecond);
        registry.slow(latency, bytesPerSecond);
    }

    void mend() {
        broker.mend();
        registry.mend();
    }

    void reset() {
        broker.reset();
        registry.reset();
    }

    @Override
    public void close() throws IOException {
        try (broker) {
            registry.close();
        }
    }
}
