package dev.consilium.schemas.connect;

/**
 * The broker or the registry does not answer: an outage or a wrong address, never a judgement about the data. Try
 * again later, or correct the address that the message names.
 */
public final class UnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }

    static UnreachableException broker(String bootstrapServers, Throwable cause) {
        return new UnreachableException(
                "no Kafka broker answers at " + bootstrapServers + " (" + rootMessage(cause)
                        + "). Start one (`consilium stack`), or name yours with --bootstrap-server, "
                        + "and its security settings with --command-config.",
                cause);
    }

    /** The innermost message: Kafka wraps the telling one two or three times. */
    static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }
}
