package dev.consilium.specialist.trust;

import java.io.IOException;

/** A file holds no key of the wanted kind; the message names it and says what was expected. */
public final class InvalidKeyFileException extends IOException {

    private static final long serialVersionUID = 1L;

    InvalidKeyFileException(String message) {
        super(message);
    }
}
