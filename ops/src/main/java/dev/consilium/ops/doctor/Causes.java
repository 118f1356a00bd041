package dev.consilium.ops.doctor;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** What stands behind a failure. */
final class Causes {

    private Causes() {}

    /** The innermost: Kafka wraps the telling one two or three times. */
    static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** What a failure says, on one line; who only carries another one is skipped. */
    static String text(Throwable failure) {
        Throwable told =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        String message = told.getMessage();
        return (message == null || message.isBlank() ? told.getClass().getSimpleName() : message)
                .strip()
                .replaceAll("\\s*\\R\\s*", " ");
    }

    /** The answer, or the exception that the broker gave for one. */
    static <T> T answer(KafkaFuture<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
