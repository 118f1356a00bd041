package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Image;
import dev.consilium.stack.Certificates;
import dev.consilium.stack.SecuredRegistry;
import dev.consilium.stack.SharedStack;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real registry that is reached through TLS and with a password only. */
class SecuredRegistryIT {

    private static final String PASSWORD = "pass:word+%/ä";

    @TempDir
    private static Path folder;

    private static SecuredRegistry registry;

    @BeforeAll
    static void open() {
        registry = SecuredRegistry.before(
                SharedStack.get().schemaRegistryUrl(), Certificates.in(folder), "anna:" + PASSWORD);
    }

    @AfterAll
    static void close() {
        registry.close();
    }

    @Test
    void shouldWriteAndReadWithPasswordAndTrustStore() {
        shouldRoundTrip(registry.url(), registry.properties());
    }

    @Test
    void shouldTakeThePasswordFromTheUrl() {
        Map<String, String> properties = new HashMap<>(registry.properties());
        properties.remove("basic.auth.user.info");
        properties.put("basic.auth.credentials.source", "URL");

        shouldRoundTrip(registry.url().replace("//", "//anna:pass:word+%25%2F%C3%A4@"), properties);
    }

    @Test
    void shouldSayThatTheCertificateIsNotTrusted() {
        Map<String, String> properties = new HashMap<>(registry.properties());
        properties.keySet().removeIf(key -> key.startsWith("schema.registry.ssl"));

        assertThatThrownBy(() -> write(registry.url(), properties))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(registry.url())
                .hasMessageContaining("PKIX path building failed");
    }

    @Test
    void shouldSayThatThePasswordIsWrongWithoutTellingIt() {
        Map<String, String> properties = new HashMap<>(registry.properties());
        properties.put("basic.auth.user.info", "anna:wrong-secret");

        assertThatThrownBy(() -> write(registry.url(), properties))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("refuses our credentials (status 401)")
                .message()
                .doesNotContain("wrong-secret");
    }

    private static void shouldRoundTrip(String url, Map<String, String> properties) {
        Serde<Image> serde = serde(url, properties);

        Image read =
                serde.deserializer().deserialize("secured", serde.serializer().serialize("secured", Samples.image()));

        assertThat(read).isEqualTo(Samples.image());
    }

    private static byte[] write(String url, Map<String, String> properties) {
        return serde(url, properties).serializer().serialize("secured", Samples.image());
    }

    private static Serde<Image> serde(String url, Map<String, String> properties) {
        Map<String, Object> config = new HashMap<>(properties);
        config.put("schema.registry.url", url);
        config.put("max.retries", "0");
        return AvroSerdes.of(Image.class, config);
    }
}
