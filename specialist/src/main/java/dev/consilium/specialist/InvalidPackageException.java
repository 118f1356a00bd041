package dev.consilium.specialist;

import java.io.IOException;

/** A folder is not a specialist's package, or not what its manifest says. The message names the file, what was found, what is right. */
public final class InvalidPackageException extends IOException {

    InvalidPackageException(String message) {
        super(message);
    }

    InvalidPackageException(String message, Throwable cause) {
        super(message, cause);
    }
}
