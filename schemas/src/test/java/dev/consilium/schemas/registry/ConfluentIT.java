package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Image;
import dev.consilium.stack.SharedStack;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ours against the real Confluent classes, on a real registry. */
class ConfluentIT {

    private static final String REGISTRY = SharedStack.get().schemaRegistryUrl();

    static Stream<SpecificRecord> records() {
        return Samples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("records")
    <T extends SpecificRecord> void shouldWriteTheSameBytes(T record) {
        // Given
        String topic = "same-bytes-" + record.getSchema().getName();
        Serde<T> ours = ours(record);
        Serde<T> theirs = theirs(record, REGISTRY);

        // When
        byte[] bytes = ours.serializer().serialize(topic, record);

        // Then
        assertThat(bytes).isEqualTo(theirs.serializer().serialize(topic, record));
    }

    @ParameterizedTest
    @MethodSource("records")
    <T extends SpecificRecord> void shouldFindTheIdThatTheyRegistered(T record) {
        // Given
        String topic = "their-id-" + record.getSchema().getName();
        byte[] theirs = theirs(record, REGISTRY).serializer().serialize(topic, record);
        Map<String, Object> config = Map.of("schema.registry.url", REGISTRY, "auto.register.schemas", "false");

        // When
        byte[] ours = AvroSerdes.of(type(record), config).serializer().serialize(topic, record);

        // Then
        assertThat(ours).isEqualTo(theirs);
    }

    @ParameterizedTest
    @MethodSource("records")
    <T extends SpecificRecord> void shouldReadEachOther(T record) {
        // Given
        String topic = "read-each-other-" + record.getSchema().getName();
        Serde<T> ours = ours(record);
        Serde<T> theirs = theirs(record, REGISTRY);

        // When
        T readByUs = ours.deserializer().deserialize(topic, theirs.serializer().serialize(topic, record));
        T readByThem =
                theirs.deserializer().deserialize(topic, ours.serializer().serialize(topic, record));

        // Then
        assertThat(readByUs).isEqualTo(record);
        assertThat(readByThem).isEqualTo(record);
    }

    @Test
    void shouldTellTheirOutagesFromBadRecords() throws Exception {
        // Given
        Image image = Samples.image();
        byte[] bytes = ours(image).serializer().serialize("their-outage", image);
        byte[] truncated = Arrays.copyOf(bytes, 40);
        byte[] unknown = bytes.clone();
        unknown[1] = 127;

        // Then
        assertThatThrownBy(() -> theirs(image, REGISTRY).deserializer().deserialize("their-outage", truncated))
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> theirs(image, REGISTRY).deserializer().deserialize("their-outage", unknown))
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("their-outage");
        assertThatThrownBy(
                        () -> theirs(image, "http://localhost:1").deserializer().deserialize("their-outage", bytes))
                .isInstanceOf(RegistryUnavailableException.class);
        for (int status : new int[] {401, 403, 404, 429, 500, 503}) {
            try (RegistryProxy broken = RegistryProxy.alone().answering(status, "{}")) {
                assertThatThrownBy(
                                () -> theirs(image, broken.url()).deserializer().deserialize("their-outage", bytes))
                        .as("status %s", status)
                        .isInstanceOf(RegistryUnavailableException.class);
            }
        }
    }

    @Test
    void shouldNotTakeTheirTroubleWithARecordForAnOutage() {
        // Given
        Image image = Samples.image();
        Serde<Image> theirs = theirs(image, REGISTRY);
        byte[] good = ours(image).serializer().serialize("their-trouble", image);
        Random random = new Random(20261124);

        for (int i = 0; i < 2_000; i++) {
            byte[] record = good.clone();
            for (int flip = 0; flip < 8; flip++) {
                record[5 + random.nextInt(30)] = (byte) random.nextInt(256);
            }

            // When
            try {
                theirs.deserializer().deserialize("their-trouble", record);
            } catch (SerializationException e) {
                // Then
                assertThat(e).isNotInstanceOf(RegistryUnavailableException.class);
            }
        }
    }

    private static <T extends SpecificRecord> Serde<T> ours(T record) {
        return AvroSerdes.of(type(record), Map.of("schema.registry.url", REGISTRY));
    }

    private static <T extends SpecificRecord> Serde<T> theirs(T record, String registry) {
        Map<String, Object> config = new HashMap<>();
        config.put("schema.registry.url", registry);
        config.put("avro.serde.class", RealConfluentSerde.class.getName());
        config.put("max.retries", "0");
        return AvroSerdes.of(type(record), config);
    }

    @SuppressWarnings("unchecked")
    private static <T extends SpecificRecord> Class<T> type(T record) {
        return (Class<T>) record.getClass();
    }
}
