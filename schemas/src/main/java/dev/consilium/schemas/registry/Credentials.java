package dev.consilium.schemas.registry;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Who we say we are: the headers that go with every request. Immutable; prints no secret. */
final class Credentials {

    private static final Pattern JAAS_USER = Pattern.compile("\\busername\\s*=\\s*\"([^\"]*)\"");
    private static final Pattern JAAS_PASSWORD = Pattern.compile("\\bpassword\\s*=\\s*\"([^\"]*)\"");

    private final AvroSerdeConfig config;
    private final String basicSource;
    private final Map<String, String> shared = new LinkedHashMap<>();

    /** @throws ConfigException when a source is unknown or what it needs is missing */
    Credentials(AvroSerdeConfig config) {
        this.config = config;
        this.basicSource = basicSource(config);
        String bearer = config.getString(AvroSerdeConfig.BEARER_SOURCE);
        if (bearer != null) {
            bearer(bearer);
            return;
        }
        switch (basicSource) {
            case "URL" -> {}
            case "USER_INFO" ->
                shared.put("Authorization", basic(required(AvroSerdeConfig.BASIC_USER_INFO, basicSource)));
            case "SASL_INHERIT" -> shared.put("Authorization", basic(saslUserInfo()));
            default ->
                throw new ConfigException(
                        AvroSerdeConfig.BASIC_SOURCE, basicSource, "use URL, USER_INFO or SASL_INHERIT");
        }
    }

    /** The headers for requests to {@code address}, whose user info counts when the source is URL. */
    Map<String, String> headersFor(URI address) {
        String userInfo = address.getRawUserInfo();
        if (!shared.isEmpty() || userInfo == null || !basicSource.equals("URL")) {
            return shared;
        }
        // A plus is a plus in user info, though URLDecoder takes it for a blank.
        return Map.of("Authorization", basic(URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8)));
    }

    private void bearer(String source) {
        if (!source.equals("STATIC_TOKEN")) {
            throw new ConfigException(
                    AvroSerdeConfig.BEARER_SOURCE,
                    source,
                    "use STATIC_TOKEN; for other sources plug Confluent's serde with avro.serde.class");
        }
        shared.put("Authorization", "Bearer " + required(AvroSerdeConfig.BEARER_TOKEN, source));
        String cluster = config.getString(AvroSerdeConfig.BEARER_CLUSTER);
        if (cluster != null) {
            shared.put("target-sr-cluster", cluster);
        }
        String pool = config.getString(AvroSerdeConfig.BEARER_POOL);
        if (pool != null) {
            shared.put("Confluent-Identity-Pool-Id", pool);
        }
    }

    private String saslUserInfo() {
        String jaas = required(AvroSerdeConfig.SASL_JAAS, basicSource);
        Matcher user = JAAS_USER.matcher(jaas);
        Matcher password = JAAS_PASSWORD.matcher(jaas);
        if (!user.find() || !password.find()) {
            throw new ConfigException(AvroSerdeConfig.SASL_JAAS
                    + " has no username=\"...\" and password=\"...\", which " + AvroSerdeConfig.BASIC_SOURCE
                    + "=SASL_INHERIT needs: use USER_INFO");
        }
        return user.group(1) + ":" + password.group(1);
    }

    private String required(String name, String source) {
        Password value = config.getPassword(name);
        if (value == null || value.value().isBlank()) {
            throw new ConfigException("set " + name + ", which the credentials source " + source + " needs");
        }
        return value.value();
    }

    private static String basicSource(AvroSerdeConfig config) {
        String source = config.getString(AvroSerdeConfig.BASIC_SOURCE);
        if (source != null) {
            return source.toUpperCase(Locale.ROOT);
        }
        return config.getPassword(AvroSerdeConfig.BASIC_USER_INFO) == null ? "URL" : "USER_INFO";
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }
}
