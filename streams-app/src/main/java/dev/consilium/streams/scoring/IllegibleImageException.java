package dev.consilium.streams.scoring;

/** The image cannot be decoded, so no specialist has seen it. */
public final class IllegibleImageException extends Exception {

    private final Exception reason;

    IllegibleImageException(Exception reason) {
        super(reason.getMessage(), reason);
        this.reason = reason;
    }

    /** What is wrong with the image. */
    public Exception reason() {
        return reason;
    }
}
