package dev.consilium.streams.topology;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a StreamThread fails: it is replaced, its images are read again from the committed mark. When too many
 * fail in a short time, that does not help, and the client stops with the reason. An outage is waited for without end; for a
 * specialist that hangs and without which there are no answers, the client stops at once.
 *
 * <p>Called by StreamThreads; any thread may ask {@link #gaveUp()}.
 */
public final class UncaughtPolicy implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(UncaughtPolicy.class);

    private final int replacements;
    private final Duration within;
    private final InstantSource clock;
    private final Deque<Instant> recent = new ArrayDeque<>();
    private Optional<String> gaveUp = Optional.empty();

    /**
     * Replaces {@code replacements} threads within {@code within}; the next failure in that time stops the client.
     */
    public UncaughtPolicy(int replacements, Duration within, InstantSource clock) {
        this.replacements = replacements;
        this.within = within;
        this.clock = clock;
    }

    /** Ten replacements in ten minutes. */
    public static UncaughtPolicy defaults(InstantSource clock) {
        return new UncaughtPolicy(10, Duration.ofMinutes(10), clock);
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        if (rootCause(failure) instanceof SpecialistLostException lost) {
            gaveUp = Optional.of(String.valueOf(lost.getMessage()));
            LOG.atError().setMessage(gaveUp.get()).log();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (failure instanceof OutageException || failure.getCause() instanceof OutageException) {
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        Instant now = clock.instant();
        while (!recent.isEmpty() && recent.getFirst().isBefore(now.minus(within))) {
            recent.removeFirst();
        }
        String reason = rootCause(failure).toString();
        if (recent.size() >= replacements) {
            gaveUp = Optional.of("A StreamThread failed for the " + (replacements + 1) + "th time in "
                    + within.toMinutes() + " minutes: " + reason);
            LOG.atError().setMessage(gaveUp.get()).setCause(failure).log();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        recent.addLast(now);
        LOG.atError()
                .setMessage("A StreamThread failed and is replaced; its images are read again")
                .addKeyValue("failures", recent.size())
                .addKeyValue("reason", reason)
                .setCause(failure)
                .log();
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Why the client was stopped; empty as long as it was not. */
    public synchronized Optional<String> gaveUp() {
        return gaveUp;
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
