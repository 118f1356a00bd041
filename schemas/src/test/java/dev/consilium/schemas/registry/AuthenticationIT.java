package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Image;
import dev.consilium.stack.SharedStack;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real registry behind a door that wants to know who we are; anna:ge:heim is what the base64 text says. */
class AuthenticationIT {

    private static final String BASIC = "Basic YW5uYTpnZTpoZWlt";

    private final RegistryProxy door = RegistryProxy.of(SharedStack.get().schemaRegistryUrl());

    AuthenticationIT() throws IOException {}

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void shouldSendUserInfo() {
        door.demanding(BASIC);
        shouldRoundTrip(
                door.url(),
                Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "anna:ge:heim"));
    }

    @Test
    void shouldSendUserInfoUnderTheOlderKey() {
        door.demanding(BASIC);
        shouldRoundTrip(door.url(), Map.of("schema.registry.basic.auth.user.info", "anna:ge:heim"));
    }

    @Test
    void shouldSendTheUserInfoOfTheUrl() {
        door.demanding(BASIC);
        shouldRoundTrip(door.url().replace("//", "//anna:ge%3Aheim@"), Map.of());
    }

    @Test
    void shouldSendTheLoginOfTheKafkaClient() {
        door.demanding(BASIC);
        shouldRoundTrip(
                door.url(),
                Map.of(
                        "basic.auth.credentials.source",
                        "SASL_INHERIT",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"anna\""
                                + " password=\"ge:heim\";"));
    }

    @Test
    void shouldSendABearerToken() {
        door.demanding("Bearer to.ken");
        shouldRoundTrip(
                door.url(), Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "to.ken"));
    }

    @Test
    void shouldBeAnOutageWithoutThePasswordInItsMessage() {
        // Given
        door.demanding(BASIC);
        Serde<Image> serde = serde(door.url(), Map.of("basic.auth.user.info", "anna:wrong-secret"));

        // When
        assertThatThrownBy(() -> serde.serializer().serialize("auth", Samples.image()))

                // Then
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("refuses our credentials (status 401)")
                .hasMessageContaining("topic auth, subject auth-value")
                .message()
                .doesNotContain("secret");
    }

    private void shouldRoundTrip(String url, Map<String, String> credentials) {
        Serde<Image> serde = serde(url, credentials);

        Image read = serde.deserializer().deserialize("auth", serde.serializer().serialize("auth", Samples.image()));

        assertThat(read).isEqualTo(Samples.image());
        assertThat(door.requests()).hasSize(2);
    }

    private static Serde<Image> serde(String url, Map<String, String> credentials) {
        Map<String, Object> config = new HashMap<>(credentials);
        config.put("schema.registry.url", url);
        return AvroSerdes.of(Image.class, config);
    }
}
