package dev.consilium.streams.config;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Which settings are secrets: what the app, Kafka and the serde hold for passwords, whatever prefix stands before them. */
final class SecretKeys {

    private static final Set<String> OF_THE_SERDE = Set.of("basic.auth.user.info", "bearer.auth.token");

    private static final Set<String> NAMES = Stream.of(
                    passwords(ConfigKeys.definition()), passwords(ConsumerConfig.configDef()), OF_THE_SERDE)
            .flatMap(Collection::stream)
            .collect(Collectors.toUnmodifiableSet());

    private SecretKeys() {}

    static boolean isSecret(String key) {
        return NAMES.stream().anyMatch(name -> key.equals(name) || key.endsWith("." + name));
    }

    private static Set<String> passwords(ConfigDef definition) {
        return definition.configKeys().values().stream()
                .filter(key -> key.type == ConfigDef.Type.PASSWORD)
                .map(key -> key.name)
                .collect(Collectors.toSet());
    }
}
