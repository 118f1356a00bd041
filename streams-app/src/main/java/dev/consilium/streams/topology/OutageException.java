package dev.consilium.streams.topology;

import org.apache.kafka.streams.errors.StreamsException;

/**
 * The line had to stop for longer than a StreamThread may wait. Nothing is lost: whatever replaces the thread reads the
 * same images again.
 */
public final class OutageException extends StreamsException {

    /** The message says what is unreachable. */
    public OutageException(String message, Throwable cause) {
        super(message, cause);
    }
}
