package dev.consilium.specialist.archive;

/** A TorchScript file must not be loaded; the message names what is in it, where, and what to do. */
public final class UnsafeArchiveException extends Exception {

    private static final long serialVersionUID = 1L;

    UnsafeArchiveException(String message) {
        super(message);
    }
}
