package dev.consilium.stack;

/** One broker or several, as their clients see them. */
public sealed interface Kafka extends AutoCloseable permits Broker, Cluster {

    /** {@code host:port} for {@code bootstrap.servers}; several, comma separated. */
    String bootstrapServers();

    @Override
    void close();
}
