package dev.consilium.streams.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Avro's single-object encoding: a serde that needs no registry. */
final class PlainAvro {

    private PlainAvro() {}

    static <T> Serde<T> of(BinaryMessageDecoder<T> decoder, BinaryMessageEncoder<T> encoder) {
        return Serdes.serdeFrom(
                (topic, record) -> {
                    try {
                        ByteBuffer bytes = encoder.encode(record);
                        byte[] copy = new byte[bytes.remaining()];
                        bytes.get(copy);
                        return copy;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                (topic, bytes) -> {
                    try {
                        return decoder.decode(bytes);
                    } catch (IOException | AvroRuntimeException e) {
                        throw new SerializationException(e);
                    }
                });
    }
}
