package dev.consilium.schemas.registry;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * One record type as its generated class, in Confluent's wire format; configured with Confluent's keys (the table is in this module's README).
 *
 * <p>Reading resolves the schema that the record was written with to the one that {@code T} was generated from. Null is null both ways. What
 * fails is an {@code org.apache.kafka.common.errors.SerializationException} that names the topic; a {@link RegistryUnavailableException} of
 * them says nothing about the record.
 *
 * <p>Configure once, before the first use; then safe for many threads.
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {

    private final Class<T> type;
    private @Nullable Serializer<T> serializer;
    private @Nullable Deserializer<T> deserializer;

    public AvroSerde(Class<T> type) {
        this.type = type;
    }

    /** @throws org.apache.kafka.common.config.ConfigException naming key, value and what would be right */
    @Override
    public void configure(Map<String, ?> properties, boolean isKey) {
        AvroSerdeConfig config = new AvroSerdeConfig(properties);
        RegistryClient registry =
                new RegistryClient(new RegistryHttp(config), config.getBoolean(AvroSerdeConfig.NORMALIZE));
        RecordType<T> record = RecordType.of(type);
        serializer = new AvroSerializer<>(record, new WriterSchemas<>(record, registry, config, isKey));
        deserializer = new AvroDeserializer<>(record, registry, config.getInt(AvroSerdeConfig.MAX_SCHEMAS));
    }

    @Override
    public Serializer<T> serializer() {
        return configured(serializer);
    }

    @Override
    public Deserializer<T> deserializer() {
        return configured(deserializer);
    }

    private <S> S configured(@Nullable S part) {
        if (part == null) {
            throw new IllegalStateException(
                    "configure this serde first: it needs at least " + AvroSerdeConfig.URL + " (or use AvroSerdes.of)");
        }
        return part;
    }
}
