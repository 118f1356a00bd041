package dev.consilium.trainer.publish;

import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.References;
import dev.consilium.schemas.connect.UnreachableException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where broker and registry are: a picocli mixin of every command that speaks to them. An option wins over the
 * environment, the environment over the file, the file over the default.
 */
public final class ConnectionOptions {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    private static final String REGISTRY_URL = "schema.registry.url";
    private static final String TOPIC_PREFIX = "topic.";

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "Kafka broker (env CONSILIUM_BOOTSTRAP_SERVERS; default: localhost:9092).")
    @Nullable
    String bootstrapServer;

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description =
                    "Schema registry (env CONSILIUM_SCHEMA_REGISTRY_URL; default: http://localhost:8081/apis/ccompat/v7).")
    @Nullable
    String schemaRegistry;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description =
                    "Properties file: any Kafka client property (TLS, SASL, ...), any serde property, and topic.<role> for other topic names (env CONSILIUM_COMMAND_CONFIG).")
    @Nullable
    Path commandConfig;

    private final Map<String, String> environment;

    public ConnectionOptions() {
        this(System.getenv());
    }

    ConnectionOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * What the options describe; nothing is contacted.
     *
     * @throws IOException when the properties file cannot be read; the message names it
     */
    public Connection connection() throws IOException {
        Map<String, String> properties = file();
        properties.keySet().removeIf(key -> key.startsWith(TOPIC_PREFIX));
        String broker = first(
                bootstrapServer, "CONSILIUM_BOOTSTRAP_SERVERS", properties.remove(BOOTSTRAP_SERVERS), "localhost:9092");
        String registry = first(
                schemaRegistry,
                "CONSILIUM_SCHEMA_REGISTRY_URL",
                properties.remove(REGISTRY_URL),
                "http://localhost:8081/apis/ccompat/v7");
        return new Connection(broker, registry, properties);
    }

    /**
     * The same, after the broker gave a sign of life.
     *
     * @throws UnreachableException naming the address and what to do, after 10 seconds
     */
    public Connection requireConnection() throws IOException {
        Connection connection = connection();
        connection.requireBroker(LIMIT);
        return connection;
    }

    /** The topics' names: the defaults, or as the properties file says under the app's own keys ({@code topic.images} ...). */
    public Topics topics() throws IOException {
        Map<String, String> file = file();
        Topics names = Topics.defaults();
        return new Topics(
                name(file, "images", names.images()),
                name(file, "predictions", names.predictions()),
                name(file, "models", names.models()),
                name(file, "model.artifacts", names.modelArtifacts()),
                name(file, "roster", names.roster()),
                name(file, "rollouts", names.rollouts()),
                name(file, "dead.letters", names.deadLetters()));
    }

    private static String name(Map<String, String> file, String role, String standard) {
        return file.getOrDefault(TOPIC_PREFIX + role, standard);
    }

    private Map<String, String> file() throws IOException {
        Map<String, String> properties = new HashMap<>();
        Path path = commandConfig != null
                ? commandConfig
                : Optional.ofNullable(environment.get("CONSILIUM_COMMAND_CONFIG"))
                        .map(Path::of)
                        .orElse(null);
        if (path != null) {
            Properties read = new Properties();
            try (Reader reader = Files.newBufferedReader(path)) {
                read.load(reader);
            } catch (NoSuchFileException e) {
                throw new IOException("--command-config: there is no file " + path, e);
            } catch (IOException | IllegalArgumentException e) {
                throw new IOException("--command-config: " + path + " cannot be read: " + e.getMessage(), e);
            }
            read.stringPropertyNames().forEach(key -> properties.put(key, read.getProperty(key)));
        }
        return References.resolve(properties);
    }

    private String first(@Nullable String option, String variable, @Nullable String fromFile, String standard) {
        if (option != null) {
            return option;
        }
        String fromEnvironment = environment.get(variable);
        if (fromEnvironment != null && !fromEnvironment.isBlank()) {
            return fromEnvironment;
        }
        return fromFile == null ? standard : fromFile;
    }
}
