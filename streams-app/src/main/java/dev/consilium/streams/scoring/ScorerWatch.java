package dev.consilium.streams.scoring;

import dev.consilium.streams.circuit.CircuitBreaker;
import dev.consilium.streams.circuit.CircuitBreakers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether a forward takes too long, gives it up, and lets other scorers go on with its batch; and tries specialists that
 * are not asked. A thread of its own, which itself runs no forward.
 */
final class ScorerWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScorerWatch.class);
    private static final Duration LONGEST_PERIOD = Duration.ofMillis(500);
    private static final int LOOKS_PER_TIMEOUT = 10;

    private final ScoringSettings settings;
    private final Crew crew;
    private final BatchQueue queue;
    private final CircuitBreakers breakers;
    private final String reason;
    private final List<Probe> probes = new ArrayList<>();
    private final ScheduledExecutorService schedule =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "scorer-watch"));

    ScorerWatch(ScoringSettings settings, Crew crew, BatchQueue queue, CircuitBreakers breakers) {
        this.settings = settings;
        this.crew = crew;
        this.queue = queue;
        this.breakers = breakers;
        this.reason =
                "a forward has not come back within " + settings.timeout().toMillis() + " ms (specialist.timeout)";
    }

    void start() {
        long period = Math.min(
                LONGEST_PERIOD.toMillis(),
                Math.max(
                        1,
                        Math.min(
                                settings.timeout().toMillis() / LOOKS_PER_TIMEOUT,
                                settings.backOff().first().toMillis())));
        var unused = schedule.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }

    private void look() {
        try {
            for (Scorer scorer : crew.working()) {
                scorer.sitting().ifPresent(sitting -> giveUpIfItHangs(scorer, sitting));
            }
            long allowed = settings.timeout().toNanos();
            probes.removeIf(probe -> probe.isOver(System.nanoTime(), allowed, reason));
            breakers.open().stream().filter(CircuitBreaker::tryNow).forEach(this::probe);
            breakers.forgetUnused();
        } catch (RuntimeException e) {
            // An exception would end the schedule, and the next forward that hangs would never be found.
            LOG.atError().setCause(e).log("The scorers could not be looked after");
        }
    }

    private void giveUpIfItHangs(Scorer scorer, Sitting sitting) {
        if (!sitting.giveUp(System.nanoTime(), settings.timeout().toNanos(), reason)) {
            return;
        }
        LOG.atWarn()
                .setMessage("A scorer thread hangs in a forward; others go on with its images")
                .addKeyValue("thread", "scorer-" + scorer.place())
                .addKeyValue("images", sitting.batch().size())
                .log();
        queue.done();
        crew.hangs(scorer);
        Batch batch = sitting.batch();
        if (batch.isThrough()) {
            batch.close("Every specialist has been asked");
        } else {
            queue.putBack(batch);
        }
    }

    private void probe(CircuitBreaker breaker) {
        Probe probe = new Probe(breaker, settings.batchSize());
        probes.add(probe);
        daemon(probe, "probe-" + breaker.seat().specialist().name()).start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
