package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Image;
import dev.consilium.stack.Registry;
import dev.consilium.stack.SharedStack;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** What happens when a registry goes away. */
class FailoverIT {

    private static final String REGISTRY = SharedStack.get().schemaRegistryUrl();

    @Test
    void shouldAskTheNextAddressAndStayThere() throws Exception {
        try (RegistryProxy first = RegistryProxy.alone();
                RegistryProxy second = RegistryProxy.of(REGISTRY)) {
            // Given
            first.answering(503, "");
            Serde<Image> serde = serde(Image.class, first.url() + "," + second.url() + "/");

            // When
            byte[] record = serde.serializer().serialize("failover", Samples.image());
            Image read = serde.deserializer().deserialize("failover", record);

            // Then
            assertThat(read).isEqualTo(Samples.image());
            assertThat(first.requests()).hasSize(1);
            assertThat(second.requests()).hasSize(2);

            // When
            second.answering(503, "");
            first.answering(request -> Optional.of(new RegistryProxy.Answer(200, "{\"id\":77}")));
            serde.serializer().serialize("failover-back", Samples.image());

            // Then
            assertThat(second.requests()).hasSize(3);
            assertThat(first.requests()).hasSize(2);
        }
    }

    @Test
    void shouldNameEveryAddressThatFailed() {
        // When
        assertThatThrownBy(() -> serde(Image.class, "http://localhost:1,http://localhost:2")
                        .serializer()
                        .serialize("failover", Samples.image()))

                // Then
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("http://localhost:1 does not answer")
                .hasMessageContaining("http://localhost:2 does not answer");
    }

    @Test
    void shouldGoOnWithWhatItKnowsAndRecoverWhenTheRegistryIsBack() {
        try (Registry registry = Registry.start()) {
            // Given
            Serde<Image> known = serde(Image.class, registry.url());
            byte[] record = known.serializer().serialize("down", Samples.image());
            known.deserializer().deserialize("down", record);
            Serde<Confidence> fresh = serde(Confidence.class, registry.url());

            // When
            registry.stop();

            // Then
            assertThat(known.serializer().serialize("down", Samples.image())).isEqualTo(record);
            assertThat(known.deserializer().deserialize("down", record)).isEqualTo(Samples.image());
            assertThatThrownBy(() -> fresh.serializer().serialize("down-2", Samples.confidence("living")))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("topic down-2, subject down-2-value");

            // When
            registry.restart();

            // Then
            byte[] late = fresh.serializer().serialize("down-2", Samples.confidence("living"));
            assertThat(fresh.deserializer().deserialize("down-2", late)).isEqualTo(Samples.confidence("living"));
        }
    }

    private static <T extends SpecificRecord> Serde<T> serde(Class<T> type, String urls) {
        return AvroSerdes.of(type, Map.of("schema.registry.url", urls, "max.retries", "1", "retries.wait.ms", "10"));
    }
}
