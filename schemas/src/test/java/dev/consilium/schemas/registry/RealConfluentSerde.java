package dev.consilium.schemas.registry;

import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Confluent's own serializer and deserializer as one serde, for {@code avro.serde.class}. Their classes are on the class path of integration
 * tests only (target/confluent-classes of the module schemas), hence the reflection.
 */
public final class RealConfluentSerde implements Serde<Object> {

    @SuppressWarnings("unchecked")
    private final Serializer<Object> serializer =
            (Serializer<Object>) create("io.confluent.kafka.serializers.KafkaAvroSerializer");

    @SuppressWarnings("unchecked")
    private final Deserializer<Object> deserializer =
            (Deserializer<Object>) create("io.confluent.kafka.serializers.KafkaAvroDeserializer");

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        serializer.configure(config, isKey);
        deserializer.configure(config, isKey);
    }

    @Override
    public Serializer<Object> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<Object> deserializer() {
        return deserializer;
    }

    private static Object create(String name) {
        try {
            return Class.forName(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    name + " is not on the class path: run this through mvn verify, which unpacks it", e);
        }
    }
}
