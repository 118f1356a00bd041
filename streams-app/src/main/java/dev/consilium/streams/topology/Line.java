package dev.consilium.streams.topology;

import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.metrics.Metric;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether images move. During an outage (schema registry unreachable, no scorer left) the StreamThread that meets it
 * stops here and tries again; no image becomes a dead letter because of it. One per process, any thread.
 *
 * <p>A thread that stands longer than {@code transaction.timeout.ms} loses its transaction and one that stands longer than
 * {@code limit} gives up with an {@link OutageException}: in both cases it, or its successor, reads the same images again
 * from the committed mark.
 */
public final class Line {

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(2);

    private final Duration limit;
    private final Meters meters;
    private final Map<Thread, String> stopped = new ConcurrentHashMap<>();
    private final CountDownLatch abandoned = new CountDownLatch(1);

    /**
     * @param limit how long a StreamThread may stand: a quarter of {@code max.poll.interval.ms}
     * @param meters counts the stops
     */
    public Line(Duration limit, Meters meters) {
        this.limit = limit;
        this.meters = meters;
        meters.declare(Metric.OUTAGES);
    }

    /** Why the line stands; empty when it moves. For a readiness check. */
    public Optional<String> stopped() {
        return stopped.values().stream().findFirst();
    }

    /** The process stops: threads that stand give up at once, and none stands any more. */
    public void abandon() {
        abandoned.countDown();
    }

    /**
     * What {@code attempt} gives, once no outage is in its way.
     *
     * @param what what is attempted, for the log and for {@link #stopped()}
     * @throws OutageException when the outage lasts longer than the limit, or the line was abandoned
     */
    <T> T through(String what, Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (RuntimeException e) {
            if (!Outage.isOutage(e)) {
                throw e;
            }
            return stand(what, attempt, e);
        }
    }

    private <T> T stand(String what, Supplier<T> attempt, RuntimeException first) {
        meters.count(Metric.OUTAGES);
        long start = System.nanoTime();
        long backOff = FIRST_BACK_OFF.toNanos();
        RuntimeException latest = first;
        LOG.atWarn()
                .setMessage("The line stops: an outage, not bad input; no image is lost")
                .addKeyValue("while", what)
                .addKeyValue("reason", first.getMessage())
                .log();
        try {
            while (System.nanoTime() - start < limit.toNanos()) {
                stopped.put(Thread.currentThread(), what + ": " + latest.getMessage());
                if (abandoned.await(backOff, TimeUnit.NANOSECONDS)) {
                    break;
                }
                try {
                    T result = attempt.get();
                    LOG.atInfo()
                            .setMessage("The line moves again")
                            .addKeyValue(
                                    "millis",
                                    Duration.ofNanos(System.nanoTime() - start).toMillis())
                            .log();
                    return result;
                } catch (RuntimeException e) {
                    if (!Outage.isOutage(e)) {
                        throw e;
                    }
                    latest = e;
                }
                backOff = Math.min(backOff * 2, LONGEST_BACK_OFF.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.remove(Thread.currentThread());
        }
        throw new OutageException("Gave up " + what + ": " + latest.getMessage(), latest);
    }
}
