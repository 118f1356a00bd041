package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Prediction;
import dev.consilium.stack.SharedStack;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
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

    @Test
    void shouldServeManyThreads() throws Exception {
        // Given
        Serde<Prediction> serde = AvroSerdes.of(Prediction.class, CONFIG);
        ExecutorService threads = Executors.newFixedThreadPool(4);

        // When
        List<Callable<Void>> work = IntStream.range(0, 4)
                .<Callable<Void>>mapToObj(thread -> () -> {
                    for (int i = 0; i < 2_000; i++) {
                        Prediction written = Prediction.newBuilder(Samples.prediction())
                                .setImageId(thread + "-" + i)
                                .setAttributes(Map.of("thread", "t".repeat(thread * 100 + 1)))
                                .build();
                        byte[] record = serde.serializer().serialize("threads", written);

                        // Then
                        assertThat(serde.deserializer().deserialize("threads", record))
                                .isEqualTo(written);
                    }
                    return null;
                })
                .toList();
        for (Future<Void> done : threads.invokeAll(work)) {
            done.get();
        }
        threads.shutdown();
    }
}
