package dev.consilium.schemas.connect;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Settings that say where their value lies, so that a secret need not stand beside the others: {@code ${file:FILE:KEY}} in a properties
 * file, {@code ${directory:FOLDER:FILE}} the content of a file, {@code ${env:NAME}} in the environment. Kafka's own providers, with Kafka's
 * meaning; references to others are left to Kafka's clients.
 */
public final class References {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(file|directory|env):[^}]*}");

    private References() {}

    /**
     * The settings with what they refer to.
     *
     * @throws ConfigException naming the setting and the reference, when there is no such file, key or variable
     */
    public static Map<String, String> resolve(Map<String, String> settings) {
        return resolve(settings, System.getenv());
    }

    /** Whether a value says nothing but where the value lies. */
    public static boolean isReference(String value) {
        return REFERENCE.matcher(value.strip()).matches();
    }

    static Map<String, String> resolve(Map<String, String> settings, Map<String, String> environment) {
        Map<String, ConfigProvider> providers = Map.of(
                "file",
                new FileConfigProvider(),
                "directory",
                new DirectoryConfigProvider(),
                "env",
                new EnvVarConfigProvider(environment));
        providers.values().forEach(provider -> provider.configure(Map.of()));
        ConfigTransformer transformer = new ConfigTransformer(providers);
        Map<String, String> resolved = new HashMap<>(settings);
        settings.forEach((key, value) -> {
            Matcher reference = REFERENCE.matcher(value);
            if (reference.find()) {
                resolved.put(key, resolved(transformer, key, value, reference.group()));
            }
        });
        return resolved;
    }

    private static String resolved(ConfigTransformer transformer, String key, String value, String reference) {
        String found;
        try {
            found = transformer.transform(Map.of(key, value)).data().get(key);
        } catch (ConfigException e) {
            throw missing(key, reference, e);
        }
        if (found == null || found.contains(reference)) {
            throw missing(key, reference, null);
        }
        return found;
    }

    private static ConfigException missing(String key, String reference, @Nullable Throwable cause) {
        ConfigException missing = new ConfigException(
                key + " refers to " + reference
                        + ", which is not there or cannot be read: write ${file:FILE:KEY}, ${directory:FOLDER:FILE} or ${env:NAME}");
        missing.initCause(cause);
        return missing;
    }
}
