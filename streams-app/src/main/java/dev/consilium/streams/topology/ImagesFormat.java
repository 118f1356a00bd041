package dev.consilium.streams.topology;

import dev.consilium.avro.Image;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;

/** What the values of the images topic are ({@code images.format}). */
public enum ImagesFormat {
    /** {@code dev.consilium.avro.Image} through the configured serde. */
    AVRO {
        @Override
        ImageReader reader(Serde<Image> serde) {
            return source -> {
                Image image = serde.deserializer()
                        .deserialize(source.partition().topic(), source.headers(), requireValue(source));
                if (image == null) {
                    throw new SerializationException("The serde takes the value for null: an image is needed");
                }
                return image;
            };
        }
    },
    /** The bare image file; its id is the key as text, or {@code topic-partition-offset} when there is no key. */
    RAW {
        @Override
        ImageReader reader(Serde<Image> serde) {
            return source -> {
                byte[] key = source.key();
                String id = key == null ? source.toString() : new String(key, StandardCharsets.UTF_8);
                return new Image(id, ByteBuffer.wrap(requireValue(source)), null, null, null, Map.of());
            };
        }
    };

    /** How a task reads its images. */
    abstract ImageReader reader(Serde<Image> serde);

    private static byte[] requireValue(SourceImage source) {
        byte[] value = source.value();
        if (value == null) {
            throw new SerializationException("The record has no value: an image is needed");
        }
        return value;
    }
}
