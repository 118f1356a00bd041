package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroSerdesTest {

    @Test
    void shouldBeOursUnlessAnotherIsNamed() {
        assertThat(AvroSerdes.of(Image.class, config(""))).isInstanceOf(AvroSerde.class);
        assertThat(AvroSerdes.of(Image.class, config(AvroSerde.class.getName())))
                .isInstanceOf(AvroSerde.class);
    }

    @Test
    void shouldConfigureThePluggedSerde() {
        // When
        Serde<Image> serde = AvroSerdes.of(Image.class, config(Plugged.class.getName()));

        // Then
        String seen = new String(serde.serializer().serialize("images", new Image()), StandardCharsets.UTF_8);
        assertThat(seen)
                .contains("specific.avro.reader=true", "avro.remove.java.properties=true", "url=http://localhost:1");
    }

    @ParameterizedTest
    @CsvSource({
        "no.such.Serde, there is no such class",
        "java.lang.String, it does not implement",
        "dev.consilium.schemas.registry.AvroSerdesTest$Hidden, it needs a public constructor without arguments",
        "dev.consilium.schemas.registry.AvroSerdesTest$Broken, it cannot be created"
    })
    void shouldSayWhatIsWrongWithTheClass(String name, String message) {
        assertThatThrownBy(() -> AvroSerdes.of(Image.class, config(name)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("avro.serde.class")
                .hasMessageContaining(name)
                .hasMessageContaining(message);
    }

    @Test
    void shouldNotHandOutAnotherType() {
        // Given
        Serde<Image> serde = AvroSerdes.of(Image.class, config(Plugged.class.getName()));

        // When
        assertThatThrownBy(() -> serde.deserializer().deserialize("images", new byte[] {1}))

                // Then
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("the record is a java.lang.String, not a dev.consilium.avro.Image");
    }

    @Test
    void shouldTranslateWhatItThrows() {
        // Given
        Serde<Image> serde = AvroSerdes.of(Image.class, config(Plugged.class.getName()));

        // Then
        assertThatThrownBy(() -> serde.deserializer().deserialize("images", new byte[] {2}))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("topic images")
                .hasMessageContaining("no route");
        assertThatThrownBy(() -> serde.deserializer().deserialize("images", new byte[] {3}))
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void shouldSayThatItIsNotConfigured() {
        assertThatThrownBy(() -> new AvroSerde<>(Image.class).serializer())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("configure this serde first");
    }

    private static Map<String, Object> config(String serdeClass) {
        Map<String, Object> config = new HashMap<>();
        config.put("schema.registry.url", "http://localhost:1");
        config.put("avro.serde.class", serdeClass);
        return config;
    }

    /** Writes its configuration; reads as its first byte says. */
    public static final class Plugged implements Serde<Object> {

        private String seen = "";

        @Override
        public void configure(Map<String, ?> config, boolean isKey) {
            seen = config.toString();
        }

        @Override
        public Serializer<Object> serializer() {
            return (topic, value) -> seen.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Deserializer<Object> deserializer() {
            return (topic, bytes) -> switch (bytes[0]) {
                case 1 -> "text";
                case 2 -> throw new UncheckedIOException(new IOException("no route"));
                default -> throw new ArrayIndexOutOfBoundsException("beyond the end");
            };
        }
    }

    /** Nobody else can create it. */
    public static final class Hidden implements Serde<Object> {

        private Hidden() {}

        @Override
        public Serializer<Object> serializer() {
            return (topic, value) -> new byte[0];
        }

        @Override
        public Deserializer<Object> deserializer() {
            return (topic, bytes) -> "";
        }
    }

    /** Nobody can. */
    public static final class Broken implements Serde<Object> {

        public Broken() {
            throw new IllegalStateException("broken");
        }

        @Override
        public Serializer<Object> serializer() {
            return (topic, value) -> new byte[0];
        }

        @Override
        public Deserializer<Object> deserializer() {
            return (topic, bytes) -> "";
        }
    }
}
