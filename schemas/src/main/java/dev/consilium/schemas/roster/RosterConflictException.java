package dev.consilium.schemas.roster;

/** Somebody else decided meanwhile; nothing was written. Read the roster again and decide anew. */
public final class RosterConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RosterConflictException(String message) {
        super(message);
    }
}
