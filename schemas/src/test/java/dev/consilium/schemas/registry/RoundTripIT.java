package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.stack.SharedStack;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripIT {

    private static final Map<String, Object> CONFIG =
            Map.of("schema.registry.url", SharedStack.get().schemaRegistryUrl());

    static Stream<SpecificRecord> records() {
        return Samples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("records")
    <T extends SpecificRecord> void shouldReadBackWhatWasWritten(T record) {
        // Given
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) record.getClass();
        Serde<T> writer = AvroSerdes.of(type, CONFIG);
        Serde<T> reader = AvroSerdes.of(type, CONFIG);

        // When
        T read = reader.deserializer()
                .deserialize("round-trip", writer.serializer().serialize("round-trip-" + type.getSimpleName(), record));

        // Then
        assertThat(read).isEqualTo(record);
    }
}
