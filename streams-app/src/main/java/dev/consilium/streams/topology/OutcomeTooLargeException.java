package dev.consilium.streams.topology;

/** An outcome was larger than Kafka would take. */
public final class OutcomeTooLargeException extends Exception {

    OutcomeTooLargeException(String message) {
        super(message);
    }
}
