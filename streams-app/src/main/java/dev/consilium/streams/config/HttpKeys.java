package dev.consilium.streams.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.time.Duration;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;

/** The keys under {@code http}. */
final class HttpKeys {

    static final String ENABLED = "http.enabled";
    static final String HOST = "http.host";
    static final String PORT = "http.port";
    static final String ALLOWED_HOSTS = "http.allowed.hosts";
    static final String TOKEN = "http.token";
    static final String SUBMIT_ENABLED = "http.submit.enabled";
    static final String SUBMIT_MAX_BYTES = "http.submit.max.bytes";
    static final String SUBMIT_TIMEOUT = "http.submit.timeout";

    private HttpKeys() {}

    static void define(ConfigDef def) {
        def.define(ENABLED, BOOLEAN, true, LOW, "Serve health, metrics and the page.")
                .define(HOST, STRING, "127.0.0.1", new NonEmptyString(), MEDIUM, "Address that HTTP binds to.")
                .define(PORT, INT, 8080, between(0, 65_535), MEDIUM, "Port of HTTP; 0: any free one, named in the log.")
                .define(
                        ALLOWED_HOSTS,
                        STRING,
                        "",
                        MEDIUM,
                        "Names, comma-separated, that requests may have in their Host header beside localhost and addresses: that"
                                + " of a proxy in front. Empty: none where http.host is loopback, else any.")
                .define(
                        TOKEN,
                        PASSWORD,
                        "",
                        MEDIUM,
                        "What requests must bring as Authorization: Bearer, all but health and the page's own files; empty:"
                                + " nothing. Set it in the environment or in a file: other users of the machine can read"
                                + " command lines.")
                .define(
                        SUBMIT_ENABLED,
                        BOOLEAN,
                        false,
                        MEDIUM,
                        "Take images over HTTP (POST /api/images, and the page): they go to the topic of images and come back as"
                                + " predictions. Off: HTTP is read-only.")
                .define(
                        SUBMIT_MAX_BYTES,
                        STRING,
                        "1000000",
                        Sizes.between(1, 1L << 30),
                        LOW,
                        "Largest image that is taken over HTTP; the broker must take records of this size.")
                .define(
                        SUBMIT_TIMEOUT,
                        STRING,
                        "15s",
                        Durations.between(Duration.ofMillis(100), Duration.ofHours(1)),
                        LOW,
                        "How long the outcome of such an image is waited for.");
    }
}
