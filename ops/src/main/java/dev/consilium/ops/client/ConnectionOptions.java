package dev.consilium.ops.client;

import dev.consilium.schemas.connect.Connection;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where broker and registry are. */
public final class ConnectionOptions {
    @Option(
            names = "--bootstrap-server",
            defaultValue = "localhost:9092",
            description = "Broker (default: ${DEFAULT-VALUE}).")
    String bootstrapServers;

    @Option(
            names = "--schema-registry",
            defaultValue = "http://localhost:8081",
            description = "Schema registry (default: ${DEFAULT-VALUE}).")
    String schemaRegistry;

    @Option(names = "--command-config", description = "Properties of Kafka clients: TLS, SASL, ...")
    @Nullable
    Path commandConfig;

    /** The connection that the options describe. */
    public Connection connection() throws IOException {
        Map<String, String> properties = new HashMap<>();
        if (commandConfig != null) {
            Properties read = new Properties();
            try (Reader reader = Files.newBufferedReader(commandConfig)) {
                read.load(reader);
            }
            read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
        }
        return new Connection(bootstrapServers, schemaRegistry, properties);
    }
}
