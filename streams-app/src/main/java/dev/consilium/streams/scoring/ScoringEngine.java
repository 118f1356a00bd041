package dev.consilium.streams.scoring;

import dev.consilium.avro.Confidence;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.image.Pixels;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.metrics.Metric;
import dev.consilium.streams.roster.Roster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the specialists over the images of all tasks of the process.
 *
 * <p>StreamThreads submit and go on; scorer threads gather the images of all tasks into batches, each of one input shape
 * and one roster snapshot, let the specialists run over a batch one after the other, and complete the opinions. Every
 * opinion completes: given, refused by its specialist, or with {@link EngineStoppedException}. Safe for any thread.
 */
public final class ScoringEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScoringEngine.class);

    private final BatchQueue queue;
    private final List<Scorer> scorers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /** Starts the scorer threads. */
    public ScoringEngine(ScoringSettings settings, Meters meters) {
        this.queue = new BatchQueue(settings);
        for (int i = 0; i < settings.scorers(); i++) {
            Scorer scorer = new Scorer(queue, settings, meters);
            Thread thread = new Thread(scorer, "scorer-" + i);
            thread.setUncaughtExceptionHandler((dead, reason) -> LOG.atError()
                    .setMessage("A scorer thread has died")
                    .addKeyValue("thread", dead.getName())
                    .setCause(reason)
                    .log());
            scorers.add(scorer);
            threads.add(thread);
        }
        meters.gauge(Metric.BATCH_QUEUE, queue::waiting);
        meters.gauge(Metric.SCORERS_ALIVE, queue::scorers);
        threads.forEach(Thread::start);
    }

    /**
     * Puts an image before every specialist of {@code roster} that reads {@code shape}.
     *
     * @param roster held by the caller; the engine holds it on its own until the opinions are there
     * @param pixels the image, decoded to {@code shape}
     * @return an opinion in the making for each of {@link Roster#seats(InputShape)}, in that order
     * @throws EngineStoppedException when the engine is closed or none of its threads lives
     */
    public List<CompletableFuture<Confidence>> submit(Roster roster, InputShape shape, Pixels pixels) {
        Hearing hearing = new Hearing(pixels, roster.seats(shape).size());
        queue.add(roster, shape, hearing);
        return hearing.opinions();
    }

    /** Whether every scorer thread runs. */
    public boolean alive() {
        return queue.scorers() == threads.size();
    }

    /** How long the slowest scorer has been at its batch; for a liveness check. */
    public Duration longestForward() {
        return Duration.ofNanos(
                scorers.stream().mapToLong(Scorer::busyNanos).max().orElse(0));
    }

    /** Takes no more images, finishes those that wait, and ends the threads. */
    @Override
    public void close() {
        queue.close();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
