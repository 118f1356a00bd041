package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Image;
import dev.consilium.stack.SharedStack;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is registered, when, and what happens when the registry says no. */
class RegistrationIT {

    private final RegistryProxy registry = RegistryProxy.of(SharedStack.get().schemaRegistryUrl());

    RegistrationIT() throws IOException {}

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void shouldRegisterOncePerSubject() {
        // Given
        Serializer<Image> serializer = serde(Map.of()).serializer();

        // When
        byte[] first = serializer.serialize("registration", Samples.image());
        byte[] second = serializer.serialize("registration", Samples.image());
        byte[] other = serializer.serialize("registration-2", Samples.image());

        // Then
        assertThat(first).isEqualTo(second).isEqualTo(other);
        assertThat(registry.requests())
                .extracting(RegistryProxy.Request::path)
                .containsExactly("/subjects/registration-value/versions", "/subjects/registration-2-value/versions");
    }

    @Test
    void shouldRegisterWhatOtherLanguagesWouldRegister() throws Exception {
        // Given
        serde(Map.of()).serializer().serialize("registration-text", Samples.image());

        // When
        Schema registered = new RegistryClient(
                        new RegistryHttp(new AvroSerdeConfig(Map.of("schema.registry.url", registry.url()))), false)
                .latest("registration-text-value")
                .schema();

        // Then
        assertThat(registered.toString())
                .doesNotContain("avro.java.string")
                .isEqualTo(SchemaText.withoutJavaProperties(Image.getClassSchema()));
    }

    @Test
    void shouldNotRegisterWhenNotAllowedAndAskAgainNextTime() {
        // Given
        Serializer<Image> strict =
                serde(Map.of("auto.register.schemas", "false")).serializer();

        // When
        assertThatThrownBy(() -> strict.serialize("registration-strict", Samples.image()))

                // Then
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("topic registration-strict, subject registration-strict-value")
                .hasMessageContaining("register the schema of dev.consilium.avro.Image first")
                .hasMessageContaining(registry.url());

        // When
        byte[] registered = serde(Map.of()).serializer().serialize("registration-strict", Samples.image());

        // Then
        assertThat(strict.serialize("registration-strict", Samples.image())).isEqualTo(registered);
    }

    @Test
    void shouldSayThatTheSchemaDoesNotFit() throws Exception {
        // Given
        new RegistryClient(new RegistryHttp(new AvroSerdeConfig(Map.of("schema.registry.url", registry.url()))), false)
                .register(
                        "registration-other-value",
                        "{\"type\":\"record\",\"name\":\"Image\",\"namespace\":\"dev.consilium.avro\",\"fields\":"
                                + "[{\"name\":\"id\",\"type\":\"int\"}]}");

        // When
        assertThatThrownBy(() -> serde(Map.of()).serializer().serialize("registration-other", Samples.image()))

                // Then
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("subject registration-other-value")
                .hasMessageContaining("does not fit what is registered");
    }

    @Test
    void shouldNameSubjectsAsConfigured() {
        // When
        serde(Map.of("value.subject.name.strategy", "TopicRecordNameStrategy", "normalize.schemas", "true"))
                .serializer()
                .serialize("registration-named", Samples.image());

        // Then
        assertThat(registry.requests())
                .extracting(RegistryProxy.Request::path)
                .containsExactly("/subjects/registration-named-dev.consilium.avro.Image/versions?normalize=true");
    }

    private Serde<Image> serde(Map<String, String> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("schema.registry.url", registry.url());
        return AvroSerdes.of(Image.class, config);
    }
}
