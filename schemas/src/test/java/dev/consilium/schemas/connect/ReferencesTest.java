package dev.consilium.schemas.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {

    @TempDir
    private Path folder;

    @Test
    void shouldReadFilesFoldersAndTheEnvironment() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("secrets.properties"), "kafka.password=from the file\n");
        Files.writeString(folder.resolve("token"), "from the folder");
        Map<String, String> settings = Map.of(
                "sasl.jaas.config",
                "username=\"app\" password=\"${file:" + file + ":kafka.password}\";",
                "http.token",
                "${directory:" + folder + ":token}",
                "basic.auth.user.info",
                "app:${env:REGISTRY_PASSWORD}",
                "batch.size",
                "64");

        // When
        Map<String, String> resolved = References.resolve(settings, Map.of("REGISTRY_PASSWORD", "from outside"));

        // Then
        assertThat(resolved)
                .isEqualTo(Map.of(
                        "sasl.jaas.config", "username=\"app\" password=\"from the file\";",
                        "http.token", "from the folder",
                        "basic.auth.user.info", "app:from outside",
                        "batch.size", "64"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${file:/nowhere/secrets.properties:password}",
                "${directory:/nowhere:token}",
                "${env:NOT_SET}",
                "${file:password}"
            })
    void shouldNameWhatIsNotThere(String reference) {
        assertThatThrownBy(() -> References.resolve(Map.of("http.token", "x" + reference), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("http.token refers to " + reference);
    }

    @Test
    void shouldLeaveOtherProvidersToKafka() {
        Map<String, String> settings = Map.of("ssl.key.password", "${vault:kafka:key}");

        assertThat(References.resolve(settings, Map.of())).isEqualTo(settings);
    }
}
