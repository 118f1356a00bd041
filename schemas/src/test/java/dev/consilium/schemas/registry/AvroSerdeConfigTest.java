package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroSerdeConfigTest {

    @Test
    void shouldHaveDefaults() {
        // When
        AvroSerdeConfig config = config(Map.of());

        // Then
        assertThat(config.getBoolean("auto.register.schemas")).isTrue();
        assertThat(config.getBoolean("use.latest.version")).isFalse();
        assertThat(config.getBoolean("normalize.schemas")).isFalse();
        assertThat(config.getBoolean("avro.remove.java.properties")).isTrue();
        assertThat(config.subjectNameStrategy(false)).isEqualTo(SubjectNameStrategy.TOPIC);
        assertThat(config.connectTimeout()).hasSeconds(5);
        assertThat(config.readTimeout()).hasSeconds(10);
        assertThat(Backoff.from(config).retries()).isEqualTo(3);
    }

    @Test
    void shouldTakeKeysWithTheRegistrysPrefixFirst() {
        // When
        AvroSerdeConfig config =
                config(Map.of("max.retries", "7", "schema.registry.max.retries", "9", "retries.wait.ms", "5"));

        // Then
        assertThat(config.getInt("max.retries")).isEqualTo(9);
        assertThat(config.getLong("retries.wait.ms")).isEqualTo(5);
    }

    @Test
    void shouldIgnoreTheKeysOfKafkaClients() {
        assertThat(config(Map.of("bootstrap.servers", "localhost:9092", "group.id", "a"))
                        .getList("schema.registry.url"))
                .containsExactly("http://localhost:8081");
    }

    @ParameterizedTest
    @CsvSource({
        "io.confluent.kafka.serializers.subject.TopicNameStrategy, images-value",
        "io.confluent.kafka.serializers.subject.RecordNameStrategy, dev.consilium.avro.Image",
        "TopicRecordNameStrategy, images-dev.consilium.avro.Image"
    })
    void shouldKnowConfluentsSubjectNameStrategies(String strategy, String subject) {
        // Given
        AvroSerdeConfig config = config(Map.of("value.subject.name.strategy", strategy));

        // Then
        assertThat(config.subjectNameStrategy(false)
                        .subject("images", false, Samples.image().getSchema()))
                .isEqualTo(subject);
        assertThat(config.subjectNameStrategy(true)
                        .subject("images", true, Samples.image().getSchema()))
                .isEqualTo("images-key");
    }

    @ParameterizedTest
    @CsvSource({
        "schema.registry.url, '', schema.registry.url",
        "schema.registry.url, localhost:8081, no address like http://host:8081",
        "max.retries, -1, max.retries",
        "http.read.timeout.ms, soon, http.read.timeout.ms",
        "value.subject.name.strategy, MyStrategy, 'use one of TopicNameStrategy, RecordNameStrategy'",
        "specific.avro.reader, false, this serde reads generated classes only",
        "use.latest.version, true, set auto.register.schemas=false",
        "basic.auth.credentials.source, HERE, 'use URL, USER_INFO or SASL_INHERIT'",
        "basic.auth.credentials.source, USER_INFO, set basic.auth.user.info",
        "bearer.auth.credentials.source, STATIC_TOKEN, set bearer.auth.token",
        "bearer.auth.credentials.source, OAUTHBEARER, use STATIC_TOKEN",
        "schema.registry.ssl.truststore.location, /no/such/file, check schema.registry.ssl.*"
    })
    void shouldSayWhatIsWrongWithAValue(String key, String value, String message) {
        // Given
        Map<String, Object> properties = new HashMap<>(Map.of("schema.registry.url", "http://localhost:8081"));
        properties.put(key, value);
        AvroSerde<?> serde = new AvroSerde<>(Image.class);

        // When
        assertThatThrownBy(() -> serde.configure(properties, false))

                // Then
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldSayThatTheUrlIsMissing() {
        assertThatThrownBy(() -> new AvroSerdeConfig(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url");
    }

    @Test
    void shouldHaveEveryKeyInTheReadme() throws IOException {
        // Given
        String readme = Files.readString(Path.of(System.getProperty("consilium.home"), "schemas", "README.md"));

        // Then
        assertThat(AvroSerdeConfig.DEFINITION.names())
                .allSatisfy(name -> assertThat(readme).contains("| `" + name + "` |"));
    }

    private static AvroSerdeConfig config(Map<String, ?> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("schema.registry.url", "http://localhost:8081");
        return new AvroSerdeConfig(properties);
    }
}
