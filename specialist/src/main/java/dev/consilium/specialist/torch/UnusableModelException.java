package dev.consilium.specialist.torch;

/** A file cannot serve as this specialist's module. The message says what was found and what was expected. */
public final class UnusableModelException extends Exception {

    UnusableModelException(String message) {
        super(message);
    }

    UnusableModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
