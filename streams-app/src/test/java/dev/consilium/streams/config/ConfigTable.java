package dev.consilium.streams.config;

import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;

/** The keys as the table that docs/configuration.md shows. */
final class ConfigTable {

    private ConfigTable() {}

    static String markdown() {
        ConfigDef definition = ConfigKeys.definition();
        return definition.configKeys().values().stream()
                .map(key -> "| `" + key.name + "` | " + shown(key.defaultValue) + " | " + allowed(key) + " | "
                        + key.documentation + " |")
                .collect(Collectors.joining(
                        "\n", "| key | default | allowed | what it does |\n|---|---|---|---|\n", "\n"));
    }

    private static String shown(Object defaultValue) {
        String value = defaultValue instanceof Password secret ? secret.value() : defaultValue.toString();
        return value.isEmpty() ? "" : "`" + value + "`";
    }

    private static String allowed(ConfigDef.ConfigKey key) {
        return key.validator == null ? key.type.name().toLowerCase(java.util.Locale.ROOT) : key.validator.toString();
    }
}
