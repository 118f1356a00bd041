package dev.consilium.streams.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSourcesTest {

    @TempDir
    Path folder;

    @Test
    void shouldLetEnvironmentOverrideTheFileAndSetOverrideBoth() throws IOException {
        // Given
        Path file =
                Files.writeString(folder.resolve("app.properties"), "batch.size=8\nmax.in.flight=16\nhttp.port=9000\n");

        // When
        Map<String, String> merged = ConfigSources.merge(
                Optional.of(file),
                Map.of("CONSILIUM_MAX_IN_FLIGHT", "32", "CONSILIUM_HTTP_PORT", "9001", "PATH", "/bin"),
                List.of("http.port=9002"));

        // Then
        assertThat(merged)
                .containsOnly(
                        Map.entry("batch.size", "8"), Map.entry("max.in.flight", "32"), Map.entry("http.port", "9002"));
    }

    @Test
    void shouldPassKafkaPropertiesFromTheEnvironment() {
        assertThat(ConfigSources.merge(Optional.empty(), Map.of("CONSILIUM_KAFKA_SECURITY_PROTOCOL", "SSL"), List.of()))
                .containsOnly(Map.entry("kafka.security.protocol", "SSL"));
    }

    @Test
    void shouldTakeAddressesAndTopicsOfTheOtherCommandsAsItsOwn() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("client.properties"), """
                bootstrap.servers=broker:9093
                schema.registry.url=http://registry:8081
                topic.images=photos
                security.protocol=SSL
                """);

        // Then
        assertThat(ConfigSources.kafkaProperties(file))
                .containsOnly(
                        Map.entry("bootstrap.servers", "broker:9093"),
                        Map.entry("schema.registry.url", "http://registry:8081"),
                        Map.entry("topic.images", "photos"),
                        Map.entry("kafka.security.protocol", "SSL"));
    }

    @Test
    void shouldNotTakeTheLaunchersVariablesForKeys() {
        assertThat(ConfigSources.merge(
                        Optional.empty(),
                        Map.of(
                                "CONSILIUM_HOME",
                                "/opt/consilium",
                                "CONSILIUM_JAVA_OPTS",
                                "-Xint",
                                "CONSILIUM_HEAP",
                                "1g",
                                "CONSILIUM_SIGN_WITH",
                                "mine.key.pem"),
                        List.of()))
                .isEmpty();
    }

    @Test
    void shouldTakeClientPropertiesAsKafkas() throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), "security.protocol=SSL");

        assertThat(ConfigSources.kafkaProperties(file)).containsOnly(Map.entry("kafka.security.protocol", "SSL"));
    }

    @Test
    void shouldKeepEqualsSignsOfAValue() {
        assertThat(ConfigSources.merge(Optional.empty(), Map.of(), List.of("kafka.client.id=a b=\"c\";")))
                .containsOnly(Map.entry("kafka.client.id", "a b=\"c\";"));
    }

    @Test
    void shouldSayHowASettingLooks() {
        assertThatThrownBy(() -> ConfigSources.merge(Optional.empty(), Map.of(), List.of("batch.size")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--set batch.size")
                .hasMessageContaining("key=value");
    }

    @Test
    void shouldNameAFileThatCannotBeRead() {
        assertThatThrownBy(() ->
                        ConfigSources.merge(Optional.of(folder.resolve("absent.properties")), Map.of(), List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("absent.properties");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http.token",
                "kafka.sasl.jaas.config",
                "kafka.consumer.ssl.keystore.password",
                "serde.basic.auth.user.info",
                "serde.schema.registry.ssl.key.password"
            })
    void shouldTakeNoSecretFromTheCommandLine(String key) {
        assertThatThrownBy(() -> ConfigSources.merge(Optional.empty(), Map.of(), List.of(key + "=hunter2")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--set " + key)
                .hasMessageContaining("CONSILIUM_")
                .message()
                .doesNotContain("hunter2");
        assertThat(ConfigSources.merge(Optional.empty(), Map.of(), List.of(key + "=${env:SECRET}")))
                .containsEntry(key, "${env:SECRET}");
    }
}
