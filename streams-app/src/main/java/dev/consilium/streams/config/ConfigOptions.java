package dev.consilium.streams.config;

import dev.consilium.schemas.connect.References;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the app's settings come from: a picocli mixin of what runs the app, and of what looks whether it could run. */
public final class ConfigOptions {

    private static final String COMMAND_CONFIG = "CONSILIUM_COMMAND_CONFIG";

    @Option(names = "--config", paramLabel = "FILE", description = "A properties file.")
    @Nullable
    Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Sets one key; wins over file and environment.")
    List<String> settings = List.of();

    @Option(names = "--bootstrap-server", paramLabel = "HOST:PORT", description = "Short for --set bootstrap.servers=.")
    @Nullable
    String bootstrapServer;

    @Option(names = "--schema-registry", paramLabel = "URL", description = "Short for --set schema.registry.url=.")
    @Nullable
    String schemaRegistry;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties file: any Kafka client property (TLS, SASL, ...), as the other commands take it"
                    + " (env CONSILIUM_COMMAND_CONFIG).")
    @Nullable
    Path commandConfig;

    /**
     * All of them, merged, with what they refer to ({@link References}); what {@link ConsiliumConfig} is made from.
     *
     * @throws org.apache.kafka.common.config.ConfigException naming the file that cannot be read, the setting without a {@code =}, or what is referred to and is not there
     */
    public Map<String, String> merged() {
        Map<String, String> environment = System.getenv();
        Map<String, String> merged = ConfigSources.merge(Optional.ofNullable(config), environment, settings);
        Optional.ofNullable(commandConfig)
                .or(() -> Optional.ofNullable(environment.get(COMMAND_CONFIG)).map(Path::of))
                .ifPresent(file -> ConfigSources.kafkaProperties(file).forEach(merged::putIfAbsent));
        if (bootstrapServer != null) {
            merged.put(ConfigKeys.BOOTSTRAP_SERVERS, bootstrapServer);
        }
        if (schemaRegistry != null) {
            merged.put(ConfigKeys.SCHEMA_REGISTRY_URL, schemaRegistry);
        }
        return References.resolve(merged);
    }
}
