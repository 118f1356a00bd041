package dev.consilium.streams.topology;

import dev.consilium.avro.Image;

/** Turns the value of an image record into the image. One per task, StreamThread only. */
@FunctionalInterface
interface ImageReader {

    /**
     * Reads the image.
     *
     * @throws org.apache.kafka.common.errors.SerializationException when the value is not an image, or (then
     *     {@link Outage#isOutage} says so) when that cannot be told because the schema registry is unreachable
     */
    Image read(SourceImage source);
}
