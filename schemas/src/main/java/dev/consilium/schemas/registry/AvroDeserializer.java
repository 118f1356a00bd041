package dev.consilium.schemas.registry;

import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records; safe for many threads.
 *
 * <p>A schema is asked for once per id and then remembered. That an id is unknown is never remembered: it may be registered a moment later.
 */
final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private final Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();
    private final RecordType<T> record;
    private final RegistryClient registry;
    private final int most;

    AvroDeserializer(RecordType<T> record, RegistryClient registry, int most) {
        this.record = record;
        this.registry = registry;
        this.most = most;
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        int id = WireFormat.readId(topic, bytes);
        DatumReader<T> reader = reader(topic, id);
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(bytes, WireFormat.HEADER, bytes.length - WireFormat.HEADER, null);
        try {
            T value = reader.read(null, decoder);
            if (decoder.isEnd()) {
                return value;
            }
        } catch (EOFException e) {
            throw unreadable(topic, id, "it ends in the middle (" + bytes.length + " bytes)", e);
        } catch (StackOverflowError e) {
            // Whoever may register a schema can nest a field that we do not know as deeply as a record is long.
            throw unreadable(topic, id, "it is nested too deeply", null);
        } catch (IOException | RuntimeException e) {
            // Avro throws many kinds of RuntimeException for bytes that do not fit the schema.
            throw unreadable(topic, id, e.toString(), e);
        }
        throw unreadable(topic, id, "bytes are left after its end", null);
    }

    private DatumReader<T> reader(String topic, int id) {
        DatumReader<T> reader = readers.get(id);
        if (reader == null) {
            reader = new SpecificDatumReader<>(writtenWith(topic, id), record.schema(), record.data());
            if (readers.size() >= most) {
                readers.clear();
            }
            readers.put(id, reader);
        }
        return reader;
    }

    private Schema writtenWith(String topic, int id) {
        String context = "topic " + topic + ", schema id " + id;
        try {
            return registry.schema(id);
        } catch (RegistryException.Outage e) {
            throw e.toSerializationException(context);
        } catch (RegistryException.Refusal e) {
            throw e.toSerializationException(
                    context + ": was the record written with another registry? the schema is not to be had");
        }
    }

    private SerializationException unreadable(String topic, int id, String why, @Nullable Exception cause) {
        return new SerializationException(
                "topic " + topic + ", schema id " + id + ": the record cannot be read as "
                        + record.type().getName() + ": " + why,
                cause);
    }
}
