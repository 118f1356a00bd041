package dev.consilium.specialist.trust;

/** A manifest's signature does not say that somebody trusted made it; the message names what is wrong and what to do. */
public final class UntrustedException extends Exception {

    private static final long serialVersionUID = 1L;

    UntrustedException(String message) {
        super(message);
    }
}
