package dev.consilium.ops.deadletters;

import dev.consilium.avro.Image;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.history.ImagesFormat;
import dev.consilium.schemas.registry.RegistryUnavailableException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** What a dead letter's value says about its image. One thread only. */
final class LetterImages implements AutoCloseable {

    private final ImagesFormat format;
    private final Serde<Image> serde;

    LetterImages(Connection connection, ImagesFormat format) {
        this.format = format;
        this.serde = connection.serde(Image.class);
    }

    /** What the image calls itself; when it cannot be asked, what the app would call a bare file: its key, or its place. */
    String id(DeadLetter letter) {
        return image(letter, letter.record().value()).map(Image::getId).orElseGet(() -> nameOf(letter));
    }

    /**
     * The image in a value; empty when it is none.
     *
     * @throws RegistryUnavailableException when nobody can tell
     */
    Optional<Image> image(DeadLetter letter, byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        if (format == ImagesFormat.raw) {
            return Optional.of(new Image(nameOf(letter), ByteBuffer.wrap(value), null, null, null, Map.of()));
        }
        try {
            return Optional.ofNullable(serde.deserializer()
                    .deserialize(letter.source().topic(), letter.record().headers(), value));
        } catch (RegistryUnavailableException e) {
            throw e; // says nothing about the record
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }

    private static String nameOf(DeadLetter letter) {
        return letter.key().orElseGet(letter::origin);
    }

    @Override
    public void close() {
        serde.close();
    }
}
