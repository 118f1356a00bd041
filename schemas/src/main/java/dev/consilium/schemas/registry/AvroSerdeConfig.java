package dev.consilium.schemas.registry;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * The serde's configuration, under Confluent's keys. Each may also be written with {@code schema.registry.} in front, which wins.
 *
 * <p>Waiting times are shorter than Confluent's by default: who waits here is often a thread that has a transaction open.
 */
final class AvroSerdeConfig extends AbstractConfig {

    static final String REGISTRY_PREFIX = "schema.registry.";
    static final String URL = REGISTRY_PREFIX + "url";
    static final String TLS_PREFIX = REGISTRY_PREFIX + "ssl.";
    static final String AUTO_REGISTER = "auto.register.schemas";
    static final String USE_LATEST = "use.latest.version";
    static final String NORMALIZE = "normalize.schemas";
    static final String REMOVE_JAVA_PROPERTIES = "avro.remove.java.properties";
    static final String SPECIFIC_READER = "specific.avro.reader";
    static final String KEY_STRATEGY = "key.subject.name.strategy";
    static final String VALUE_STRATEGY = "value.subject.name.strategy";
    static final String MAX_SCHEMAS = "max.schemas.per.subject";
    static final String BASIC_SOURCE = "basic.auth.credentials.source";
    static final String BASIC_USER_INFO = "basic.auth.user.info";
    static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    static final String BEARER_TOKEN = "bearer.auth.token";
    static final String BEARER_CLUSTER = "bearer.auth.logical.cluster";
    static final String BEARER_POOL = "bearer.auth.identity.pool.id";
    static final String SASL_JAAS = "sasl.jaas.config";
    static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
    static final String READ_TIMEOUT = "http.read.timeout.ms";
    static final String MAX_RETRIES = "max.retries";
    static final String RETRIES_WAIT = "retries.wait.ms";
    static final String RETRIES_MAX_WAIT = "retries.max.wait.ms";
    static final String PROXY_HOST = "proxy.host";
    static final String PROXY_PORT = "proxy.port";

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    URL,
                    LIST,
                    NO_DEFAULT_VALUE,
                    ConfigDef.ValidList.anyNonDuplicateValues(false, false),
                    HIGH,
                    "Addresses of the registry's Confluent API, comma-separated: when one does not answer, the next is asked.")
            .define(AUTO_REGISTER, BOOLEAN, true, MEDIUM, "Register a schema that is not registered yet.")
            .define(
                    USE_LATEST,
                    BOOLEAN,
                    false,
                    LOW,
                    "Write with the subject's latest schema instead of our own; needs auto.register.schemas=false.")
            .define(NORMALIZE, BOOLEAN, false, LOW, "Let the registry normalise schemas before it compares them.")
            .define(
                    REMOVE_JAVA_PROPERTIES,
                    BOOLEAN,
                    true,
                    LOW,
                    "Register without avro.java.string, so that all languages share one schema id.")
            .define(SPECIFIC_READER, BOOLEAN, true, LOW, "Always true: records are read as their generated classes.")
            .define(
                    KEY_STRATEGY,
                    STRING,
                    "TopicNameStrategy",
                    MEDIUM,
                    "Under which subject a key's schema is registered.")
            .define(
                    VALUE_STRATEGY,
                    STRING,
                    "TopicNameStrategy",
                    MEDIUM,
                    "Under which subject a value's schema is registered: TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy.")
            .define(MAX_SCHEMAS, INT, 1000, atLeast(1), LOW, "Most schemas that are remembered.")
            .define(
                    BASIC_SOURCE,
                    STRING,
                    null,
                    MEDIUM,
                    "Where name and password for basic authentication come from: URL, USER_INFO or SASL_INHERIT. Default: USER_INFO when"
                            + " basic.auth.user.info is set, else URL.")
            .define(BASIC_USER_INFO, PASSWORD, null, MEDIUM, "name:password for USER_INFO.")
            .define(BEARER_SOURCE, STRING, null, MEDIUM, "Where the bearer token comes from: STATIC_TOKEN.")
            .define(BEARER_TOKEN, PASSWORD, null, MEDIUM, "The token for STATIC_TOKEN.")
            .define(BEARER_CLUSTER, STRING, null, LOW, "Sent as target-sr-cluster with a bearer token.")
            .define(BEARER_POOL, STRING, null, LOW, "Sent as Confluent-Identity-Pool-Id with a bearer token.")
            .define(
                    SASL_JAAS,
                    PASSWORD,
                    null,
                    LOW,
                    "The Kafka client's login, whose name and password SASL_INHERIT takes.")
            .define(CONNECT_TIMEOUT, INT, 5_000, atLeast(1), LOW, "Longest wait for a connection, milliseconds.")
            .define(READ_TIMEOUT, INT, 10_000, atLeast(1), LOW, "Longest wait for a whole answer, milliseconds.")
            .define(MAX_RETRIES, INT, 3, atLeast(0), LOW, "Rounds over all addresses after the first one failed.")
            .define(
                    RETRIES_WAIT,
                    LONG,
                    200,
                    atLeast(0),
                    LOW,
                    "Wait before the first retry, milliseconds; doubles with each further one.")
            .define(RETRIES_MAX_WAIT, LONG, 2_000, atLeast(0), LOW, "Longest wait before a retry, milliseconds.")
            .define(PROXY_HOST, STRING, null, LOW, "Host of an HTTP proxy in front of the registry.")
            .define(PROXY_PORT, INT, 8080, atLeast(1), LOW, "Port of that proxy.");

    /** @throws ConfigException naming key, value and what would be right */
    AvroSerdeConfig(Map<String, ?> properties) {
        super(DEFINITION, normalised(properties), false);
        if (!getBoolean(SPECIFIC_READER)) {
            throw new ConfigException(
                    SPECIFIC_READER,
                    false,
                    "this serde reads generated classes only: remove the key, or plug another serde with avro.serde.class");
        }
        if (getBoolean(USE_LATEST) && getBoolean(AUTO_REGISTER)) {
            throw new ConfigException(
                    USE_LATEST, true, "it has no effect while schemas are registered: set auto.register.schemas=false");
        }
    }

    SubjectNameStrategy subjectNameStrategy(boolean key) {
        String name = key ? KEY_STRATEGY : VALUE_STRATEGY;
        return SubjectNameStrategy.parse(name, getString(name));
    }

    Duration connectTimeout() {
        return Duration.ofMillis(getInt(CONNECT_TIMEOUT));
    }

    Duration readTimeout() {
        return Duration.ofMillis(getInt(READ_TIMEOUT));
    }

    private static Map<String, Object> normalised(Map<String, ?> properties) {
        Map<String, Object> normalised = new HashMap<>(properties);
        properties.forEach((name, value) -> {
            if (name.startsWith(REGISTRY_PREFIX)
                    && DEFINITION.names().contains(name.substring(REGISTRY_PREFIX.length()))) {
                normalised.put(name.substring(REGISTRY_PREFIX.length()), value);
            }
            if (value instanceof Class<?> type) {
                normalised.put(name, type.getName());
            }
        });
        return normalised;
    }
}
