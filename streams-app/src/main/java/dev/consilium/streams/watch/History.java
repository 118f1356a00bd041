package dev.consilium.streams.watch;

import dev.consilium.streams.metrics.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The figures of the last {@value #MINUTES} minutes, one point every {@value #PERIOD_SECONDS} seconds.
 *
 * <p>A thread of its own; any thread may ask.
 */
public final class History implements AutoCloseable {

    public static final int PERIOD_SECONDS = 5;
    public static final int MINUTES = 15;

    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    private static final int POINTS = MINUTES * 60 / PERIOD_SECONDS;

    private final Readings readings;
    private final Tally tally;
    private final LongSupplier lag;
    private final BiPredicate<String, String> heard;
    private final InstantSource clock;
    private final Deque<HistoryPoint> points = new ArrayDeque<>(POINTS);
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "history");
        thread.setDaemon(true);
        return thread;
    });
    private Readings.Totals before;

    /**
     * A history that is not started yet.
     *
     * @param lag of the partitions of this instance, now
     * @param heard whether a version, by specialist and version, serves or is on trial
     */
    public History(
            MeterRegistry registry,
            Tally tally,
            LongSupplier lag,
            BiPredicate<String, String> heard,
            InstantSource clock) {
        this.readings = new Readings(registry, tally);
        this.tally = tally;
        this.lag = lag;
        this.heard = heard;
        this.clock = clock;
        this.before = readings.totals();
    }

    /** What a registry must be given before the first meter, so that {@link #specialist} knows how long forwards take. */
    public static MeterFilter forwardsAtPercentiles() {
        return Readings.forwardsAtPercentiles();
    }

    public void start() {
        var unused = schedule.scheduleAtFixedRate(this::tick, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /** The points that ended after a moment, oldest first. */
    public synchronized List<HistoryPoint> since(long millis) {
        return points.stream().filter(point -> point.at() > millis).toList();
    }

    /** What one specialist does now. */
    public SpecialistFigures specialist(String specialist, String version) {
        return readings.specialist(specialist, version);
    }

    /** What a gauge says now. */
    public long now(Metric gauge) {
        return readings.gauge(gauge);
    }

    private void tick() {
        try {
            take();
        } catch (RuntimeException e) {
            // One point is missing; an exception would end the schedule.
            LOG.atWarn().setCause(e).log("The figures could not be read");
        }
    }

    synchronized void take() {
        Readings.Totals now = readings.totals();
        Histogram took = tally.millisSinceLast();
        double seconds = Math.max(1, now.nanos() - before.nanos())
                / (double) Duration.ofSeconds(1).toNanos();
        if (points.size() == POINTS) {
            points.removeFirst();
        }
        points.addLast(new HistoryPoint(
                clock.millis(),
                (now.settled() - before.settled()) / seconds,
                (now.deadLetters() - before.deadLetters()) / seconds,
                took.getValueAtPercentile(50),
                took.getValueAtPercentile(99),
                lag.getAsLong(),
                readings.gauge(Metric.IN_FLIGHT),
                readings.gauge(Metric.BATCH_QUEUE),
                now.batches() == before.batches()
                        ? 0
                        : (now.batched() - before.batched()) / (now.batches() - before.batches()),
                less(now.wins(), before.wins())));
        before = now;
        tally.retain(heard);
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }

    private static Map<String, Long> less(Map<String, Long> now, Map<String, Long> before) {
        Map<String, Long> difference = new HashMap<>(now);
        before.forEach((specialist, wins) -> difference.merge(specialist, -wins, Long::sum));
        return difference;
    }
}
