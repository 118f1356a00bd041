package dev.consilium.streams.roster;

/** A version is unfit; the message is the reason that goes on {@code rollouts}. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedException(String reason) {
        super(reason);
    }

    RefusedException(Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
