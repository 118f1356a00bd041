package dev.consilium.specialist.torch;

/** A module failed for a batch, or answered with something else than logits. Says nothing about which image of the batch it was. */
public final class ForwardException extends RuntimeException {

    ForwardException(String message) {
        super(message);
    }

    ForwardException(String message, Throwable cause) {
        super(message, cause);
    }
}
