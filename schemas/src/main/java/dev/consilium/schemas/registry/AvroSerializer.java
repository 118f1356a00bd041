package dev.consilium.schemas.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes records; safe for many threads, as producers are. */
final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    private static final int SMALL = 512;

    private final RecordType<T> record;
    private final WriterSchemas<T> schemas;
    private final DatumWriter<T> writer;

    /** Records of a topic are much of a size: the last one tells how much room to take. A race costs a little room, nothing else. */
    private volatile int expectedSize = SMALL;

    AvroSerializer(RecordType<T> record, WriterSchemas<T> schemas) {
        this.record = record;
        this.schemas = schemas;
        this.writer = new SpecificDatumWriter<>(record.schema(), record.data());
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        WriterSchema schema = schemas.forTopic(topic);
        try {
            RecordBytes out = new RecordBytes(expectedSize);
            WireFormat.writeHeader(out, schema.id());
            if (schema instanceof WriterSchema.Other other) {
                convert(write(value, new RecordBytes(expectedSize)), other.schema(), out);
            } else {
                write(value, out);
            }
            expectedSize = out.size();
            return out.toByteArray();
        } catch (IOException | RuntimeException e) {
            // Avro throws many kinds of RuntimeException for a value that does not fit its schema.
            throw new SerializationException(
                    "topic " + topic + ", schema id " + schema.id() + ": this "
                            + record.type().getName() + " cannot be written (" + e
                            + "): is a field null that may not be?",
                    e);
        }
    }

    private RecordBytes write(T value, RecordBytes out) throws IOException {
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        writer.write(value, encoder);
        encoder.flush();
        return out;
    }

    private void convert(RecordBytes own, Schema wanted, RecordBytes out) throws IOException {
        Object converted = new GenericDatumReader<>(record.schema(), wanted)
                .read(null, DecoderFactory.get().binaryDecoder(own.toByteArray(), null));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<>(wanted).write(converted, encoder);
        encoder.flush();
    }

    /** Hands out its own array when the record fills it exactly. */
    private static final class RecordBytes extends ByteArrayOutputStream {

        RecordBytes(int size) {
            super(size);
        }

        @Override
        public byte[] toByteArray() {
            return count == buf.length ? buf : super.toByteArray();
        }
    }
}
