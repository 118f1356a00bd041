package dev.consilium.schemas.history;

/** What the values of the images topic are, in the words of the app's {@code images.format}. */
public enum ImagesFormat {
    /** {@code Image} records. */
    avro,
    /** Bare image files. */
    raw
}
