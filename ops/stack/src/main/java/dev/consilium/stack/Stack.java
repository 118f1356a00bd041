package dev.consilium.stack;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A broker and a schema registry, started together. Close it; the registry's process also ends with this JVM. */
public final class Stack implements AutoCloseable {
    private final Broker broker;
    private final Registry registry;

    private Stack(Broker broker, Registry registry) {
        this.broker = broker;
        this.registry = registry;
    }

    /** Temporary data, free ports. */
    public static Stack start() {
        return start(StackOptions.defaults());
    }

    /**
     * Starts both and returns when both answer.
     *
     * @throws StackException when one cannot start; the other is stopped again
     */
    public static Stack start(StackOptions options) {
        // The registry's JVM needs seconds of its own: let it start while the broker does.
        CompletableFuture<Registry> starting = CompletableFuture.supplyAsync(() -> Registry.start(options));
        Broker broker;
        try {
            broker = Broker.start(options);
        } catch (RuntimeException e) {
            starting.thenAccept(Registry::close).exceptionally(ignored -> null).join();
            throw e;
        }
        try {
            return new Stack(broker, starting.join());
        } catch (CompletionException e) {
            broker.close();
            throw e.getCause() instanceof StackException cause
                    ? cause
                    : new StackException("The schema registry did not start: " + e.getCause(), e);
        }
    }

    /** {@code host:port} for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The address for {@code schema.registry.url}. */
    public String schemaRegistryUrl() {
        return registry.url();
    }

    public Broker broker() {
        return broker;
    }

    public Registry registry() {
        return registry;
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }
}
