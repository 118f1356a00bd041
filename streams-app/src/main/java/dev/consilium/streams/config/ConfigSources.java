package dev.consilium.streams.config;

import dev.consilium.schemas.connect.References;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;

/**
 * Merges the places where a user may set a key; the later wins: a properties file, the environment
 * ({@code CONSILIUM_BATCH_SIZE} is {@code batch.size}), then {@code --set key=value}.
 */
public final class ConfigSources {

    static final String ENVIRONMENT_PREFIX = "CONSILIUM_";

    private static final String TOPIC_PREFIX = "topic.";

    /** Environment variables of the launcher and of the other commands, not of the app. */
    private static final List<String> LAUNCHER_VARIABLES = List.of(
            "CONSILIUM_HOME",
            "CONSILIUM_HEAP",
            "CONSILIUM_JAVA_OPTS",
            "CONSILIUM_COMMAND_CONFIG",
            "CONSILIUM_SIGN_WITH");

    private ConfigSources() {}

    /**
     * Reads all sources.
     *
     * @param file a properties file, if one was given
     * @param environment usually {@link System#getenv()}
     * @param settings {@code key=value} each
     * @throws ConfigException when the file cannot be read, a setting has no {@code =}, or is a secret
     */
    public static Map<String, String> merge(
            Optional<Path> file, Map<String, String> environment, List<String> settings) {
        Map<String, String> merged = new TreeMap<>();
        file.ifPresent(path -> merged.putAll(readFile(path)));
        environment.forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT_PREFIX) && !LAUNCHER_VARIABLES.contains(name)) {
                merged.put(keyOf(name), value);
            }
        });
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new ConfigException("--set " + setting + ": expected key=value, for example batch.size=64");
            }
            String key = setting.substring(0, equals).trim();
            String value = setting.substring(equals + 1).trim();
            if (SecretKeys.isSecret(key) && !value.isEmpty() && !References.isReference(value)) {
                throw new ConfigException("--set " + key
                        + ": other users of this machine can read command lines. Put it into the"
                        + " file of --config, or into the environment (" + variableOf(key) + "), or say where it lies:"
                        + " ${file:FILE:KEY}, ${directory:FOLDER:FILE}, ${env:NAME}");
            }
            merged.put(key, value);
        }
        return merged;
    }

    /**
     * What the other commands take with {@code --command-config}: addresses and names of topics under the app's own keys, and any Kafka client
     * property.
     */
    public static Map<String, String> kafkaProperties(Path file) {
        Map<String, String> settings = new TreeMap<>();
        readFile(file).forEach((key, value) -> settings.put(isOwn(key) ? key : ConfigKeys.KAFKA_PREFIX + key, value));
        return settings;
    }

    private static boolean isOwn(String key) {
        return key.equals(ConfigKeys.BOOTSTRAP_SERVERS)
                || key.equals(ConfigKeys.SCHEMA_REGISTRY_URL)
                || key.startsWith(TOPIC_PREFIX);
    }

    private static String keyOf(String variable) {
        return variable.substring(ENVIRONMENT_PREFIX.length())
                .toLowerCase(Locale.ROOT)
                .replace('_', '.');
    }

    private static String variableOf(String key) {
        return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static Map<String, String> readFile(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("Cannot read the config file " + file + ": " + e.getMessage());
        }
        Map<String, String> read = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> read.put(key, properties.getProperty(key)));
        return read;
    }
}
