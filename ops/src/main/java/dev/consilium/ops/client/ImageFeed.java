package dev.consilium.ops.client;

import dev.consilium.avro.Image;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** Images to be sent, one after the other. One thread only. */
public interface ImageFeed extends AutoCloseable {
    /** How many there will be in all; empty when nobody knows yet, or when they never end. */
    OptionalLong total();

    /**
     * The next image, or empty at the end.
     *
     * @throws IOException when its file cannot be read; the message names it
     */
    Optional<Image> next() throws IOException;

    @Override
    default void close() throws IOException {}
}
