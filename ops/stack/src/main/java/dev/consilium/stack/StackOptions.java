package dev.consilium.stack;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a stack keeps its data and where it listens.
 *
 * @param data folder that outlives the stack; when empty, a temporary folder that is deleted on close
 * @param brokerPort port of the broker, 0 for a free one
 * @param registryPort port of the registry, 0 for a free one
 * @param brokerProperties any broker property; wins over the defaults of {@link Broker}
 */
public record StackOptions(
        Optional<Path> data, int brokerPort, int registryPort, Map<String, String> brokerProperties) {

    public StackOptions {
        checkPort("brokerPort", brokerPort);
        checkPort("registryPort", registryPort);
        data = data.map(folder -> folder.toAbsolutePath().normalize());
        brokerProperties = Map.copyOf(brokerProperties);
    }

    /** Temporary data, free ports. */
    public static StackOptions defaults() {
        return new StackOptions(Optional.empty(), 0, 0, Map.of());
    }

    public StackOptions withData(Path folder) {
        return new StackOptions(Optional.of(folder), brokerPort, registryPort, brokerProperties);
    }

    public StackOptions withBrokerPort(int port) {
        return new StackOptions(data, port, registryPort, brokerProperties);
    }

    public StackOptions withRegistryPort(int port) {
        return new StackOptions(data, brokerPort, port, brokerProperties);
    }

    /** Sets one broker property, for example {@code message.max.bytes}. */
    public StackOptions withBrokerProperty(String key, String value) {
        Map<String, String> properties = new LinkedHashMap<>(brokerProperties);
        properties.put(key, value);
        return new StackOptions(data, brokerPort, registryPort, properties);
    }

    private static void checkPort(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(name + " is " + port + ": give 0 (any free port) or 1 to 65535");
        }
    }
}
