package dev.consilium.specialist.image;

/** The content of an image cannot be used. The message names what was wrong with it, in words that fit a dead letter's header. */
public final class BadImageException extends Exception {

    BadImageException(String message) {
        super(message);
    }

    BadImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
