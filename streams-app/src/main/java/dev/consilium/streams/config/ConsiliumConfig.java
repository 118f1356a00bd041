package dev.consilium.streams.config;

import static dev.consilium.streams.config.ConfigKeys.KAFKA_PREFIX;
import static dev.consilium.streams.config.ConfigKeys.SERDE_PREFIX;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/**
 * The app's settings, read and validated once. Every error names the key, the value and what would be right.
 *
 * <p>Immutable; any thread.
 */
public final class ConsiliumConfig extends AbstractConfig {

    /**
     * Validates.
     *
     * @param settings what the user set, see {@link ConfigSources}
     * @throws ConfigException naming the first key that is unknown or whose value is not allowed
     */
    public ConsiliumConfig(Map<String, String> settings) {
        super(ConfigKeys.definition(), known(settings), false);
        int quorum = getInt(ConfigKeys.CONSULTATION_QUORUM);
        if (quorum > 0 && !settings.containsKey(ConfigKeys.CONSULTATION_DEADLINE)) {
            throw new ConfigException(ConfigKeys.CONSULTATION_QUORUM, quorum, "needs consultation.deadline to be set");
        }
    }

    private static Map<String, String> known(Map<String, String> settings) {
        Set<String> names = ConfigKeys.definition().names();
        for (String key : settings.keySet()) {
            if (!names.contains(key) && !key.startsWith(KAFKA_PREFIX) && !key.startsWith(SERDE_PREFIX)) {
                String first = key.split("\\.", 2)[0];
                List<String> related =
                        names.stream().filter(name -> name.contains(first)).toList();
                throw new ConfigException(
                        "Unknown key " + key + ". Known keys: " + (related.isEmpty() ? names : related)
                                + ". Kafka's own properties are set as " + KAFKA_PREFIX
                                + "<property>, those of the Avro serde as "
                                + SERDE_PREFIX + "<property>.");
            }
        }
        return settings;
    }
}
