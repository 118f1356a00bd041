package dev.consilium.schemas.registry;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/** Confluent's wire format: a zero byte, the schema's id (4 bytes, big-endian), then binary Avro. */
final class WireFormat {

    static final int HEADER = 5;

    private static final byte MAGIC = 0;

    private WireFormat() {}

    static void writeHeader(ByteArrayOutputStream out, int id) {
        out.write(MAGIC);
        out.write(id >>> 24);
        out.write(id >>> 16);
        out.write(id >>> 8);
        out.write(id);
    }

    /** @throws SerializationException when the bytes are too short, do not begin with a zero byte, or the id is negative */
    static int readId(String topic, byte[] record) {
        if (record.length < HEADER) {
            throw new SerializationException("topic " + topic + ": a record of " + record.length
                    + " bytes is no Avro record in Confluent's wire format, which has at least " + HEADER
                    + ": was it written without the schema registry's serializer?");
        }
        if (record[0] != MAGIC) {
            throw new SerializationException("topic " + topic + ": the record begins with byte " + (record[0] & 0xff)
                    + " instead of 0, so it is no Avro record in Confluent's wire format"
                    + ": was it written without the schema registry's serializer?");
        }
        int id = ByteBuffer.wrap(record, 1, HEADER - 1).getInt();
        if (id < 0) {
            throw new SerializationException("topic " + topic + ": the record names the schema id " + id
                    + ", and no registry gives negative ids: was it written without the schema registry's serializer?");
        }
        return id;
    }
}
