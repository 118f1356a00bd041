package dev.consilium.stack;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import kafka.server.KafkaRaftServer;

/** Runs a node of Kafka in a JVM of its own. Argument: the file of its properties; its folder is formatted. */
public final class NodeMain {

    private NodeMain() {}

    public static void main(String[] arguments) throws IOException {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(file);
        }
        Map<String, String> all = properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
        KafkaRaftServer server = KafkaNode.server(all);
        server.startup();
        server.awaitShutdown();
    }
}
