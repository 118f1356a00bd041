package dev.consilium.streams.topology;

import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Avro's single-object encoding: serdes that need no registry. */
final class PlainAvro {

    private PlainAvro() {}

    static Serde<Image> images() {
        return of(Image::toByteBuffer, Image::fromByteBuffer);
    }

    static Serde<Prediction> predictions() {
        return of(Prediction::toByteBuffer, Prediction::fromByteBuffer);
    }

    private interface Coding<A, B> {
        B apply(A from) throws IOException;
    }

    private static <T> Serde<T> of(Coding<T, ByteBuffer> encoder, Coding<ByteBuffer, T> decoder) {
        return Serdes.serdeFrom(
                (topic, record) -> {
                    ByteBuffer encoded = apply(encoder, record);
                    byte[] bytes = new byte[encoded.remaining()];
                    encoded.get(bytes);
                    return bytes;
                },
                (topic, bytes) -> apply(decoder, ByteBuffer.wrap(bytes)));
    }

    private static <A, B> B apply(Coding<A, B> coding, A from) {
        try {
            return coding.apply(from);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(e);
        }
    }
}
