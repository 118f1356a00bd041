package dev.consilium.stack;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a stack keeps its data and where it listens.
 *
 * @param data folder that outlives the stack; when empty, a temporary folder that is deleted on close
 * @param brokerPort port of the broker, 0 for a free one
 * @param registryPort port of the registry, 0 for a free one
 * @param brokerProperties any broker property; wins over the defaults of {@link Broker}
 * @param detour a port of this machine on which somebody else will listen and pass on to the broker, see {@link #withDetour}
 */
public record StackOptions(
        Optional<Path> data,
        int brokerPort,
        int registryPort,
        Map<String, String> brokerProperties,
        OptionalInt detour) {

    public StackOptions {
        checkPort("brokerPort", brokerPort);
        checkPort("registryPort", registryPort);
        detour.ifPresent(port -> checkPort("detour", port));
        data = data.map(folder -> folder.toAbsolutePath().normalize());
        brokerProperties = Map.copyOf(brokerProperties);
    }

    /** Temporary data, free ports. */
    public static StackOptions defaults() {
        return new StackOptions(Optional.empty(), 0, 0, Map.of(), OptionalInt.empty());
    }

    public StackOptions withData(Path folder) {
        return new StackOptions(Optional.of(folder), brokerPort, registryPort, brokerProperties, detour);
    }

    public StackOptions withBrokerPort(int port) {
        return new StackOptions(data, port, registryPort, brokerProperties, detour);
    }

    public StackOptions withRegistryPort(int port) {
        return new StackOptions(data, brokerPort, port, brokerProperties, detour);
    }

    /** Sets one broker property, for example {@code message.max.bytes}. */
    public StackOptions withBrokerProperty(String key, String value) {
        Map<String, String> properties = new LinkedHashMap<>(brokerProperties);
        properties.put(key, value);
        return new StackOptions(data, brokerPort, registryPort, properties, detour);
    }

    /**
     * Lets clients come by way of somebody who stands between: the broker listens for them at {@link Broker#detourPort()} and tells
     * them to go on at this port.
     */
    public StackOptions withDetour(int port) {
        return new StackOptions(data, brokerPort, registryPort, brokerProperties, OptionalInt.of(port));
    }

    private static void checkPort(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(name + " is " + port + ": give 0 (any free port) or 1 to 65535");
        }
    }
}
