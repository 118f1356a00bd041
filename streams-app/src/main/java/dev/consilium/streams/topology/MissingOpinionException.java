package dev.consilium.streams.topology;

/** A specialist gave no opinion on an image, and the others were not enough. */
public final class MissingOpinionException extends Exception {

    MissingOpinionException(String message) {
        super(message);
    }

    MissingOpinionException(String message, Throwable cause) {
        super(message, cause);
    }
}
