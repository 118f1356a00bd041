package dev.consilium.trainer.data;

import java.io.IOException;

/** A data set that cannot be used; the message names the file and what would be right. */
public final class DataSetException extends IOException {
    public DataSetException(String message) {
        super(message);
    }

    public DataSetException(String message, Throwable cause) {
        super(message, cause);
    }
}
