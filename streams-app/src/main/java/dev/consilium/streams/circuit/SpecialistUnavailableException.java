package dev.consilium.streams.circuit;

/** A specialist cannot answer, whatever the image: it fails on test images too, hangs, or is left alone because of that. */
public final class SpecialistUnavailableException extends Exception {

    /** The reason is the message. */
    public SpecialistUnavailableException(String message) {
        super(message);
    }
}
