package dev.consilium.schemas;

/** A topic is missing and cannot be created, or exists with a setting that Consilium cannot live with. */
public final class TopicSetupException extends RuntimeException {

    TopicSetupException(String message) {
        super(message);
    }

    TopicSetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
