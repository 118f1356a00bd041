package dev.consilium.streams.scoring;

import dev.consilium.avro.Image;
import dev.consilium.specialist.InputShape;
import dev.consilium.streams.circuit.CircuitBreakers;
import dev.consilium.streams.crash.CrashJournal;
import dev.consilium.streams.crash.Suspects;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.metrics.Metric;
import dev.consilium.streams.roster.Roster;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.StampedLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the specialists over the images of all tasks of the process.
 *
 * <p>StreamThreads submit and go on; scorer threads gather the images of all tasks into batches, each of one input shape
 * and one roster snapshot, decode them into the batch's memory, let the specialists run over it one after the other, and
 * complete the opinions. A scorer whose forward does not come back is replaced, and so is one that dies. Safe for any thread.
 */
public final class ScoringEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScoringEngine.class);

    private final int scorers;
    private final BatchQueue queue;
    private final CrashJournal journal;
    private final CircuitBreakers breakers;
    private final Crew crew;
    private final ScorerWatch watch;

    /**
     * Starts the scorer threads.
     *
     * @param journal notes what they are at, with {@link ScoringSettings#places()}; closed with the engine
     */
    public ScoringEngine(ScoringSettings settings, CrashJournal journal, Meters meters) {
        this.scorers = settings.scorers();
        this.queue = new BatchQueue(settings);
        this.journal = journal;
        this.breakers = new CircuitBreakers(settings.backOff(), System::nanoTime, meters);
        Scorer.Shared shared = new Scorer.Shared(queue, settings, new StampedLock(), breakers, meters);
        this.crew = new Crew(settings, queue, (place, in) -> new Scorer(place, in, journal.inFlight(place), shared));
        this.watch = new ScorerWatch(settings, crew, queue, breakers);
        meters.gauge(Metric.BATCH_QUEUE, queue::waiting);
        meters.gauge(Metric.SCORERS_ALIVE, queue::scorers);
        meters.gauge(Metric.SCORERS_HUNG, crew::hung);
        crew.start(scorers);
        watch.start();
    }

    /**
     * Puts an image before every specialist of {@code roster} that reads {@code shape}.
     *
     * @param roster held by the caller; the engine holds it on its own until the opinions are there
     * @param image not yet decoded
     * @param partition where it was read
     * @param offset the same
     * @return an opinion in the making for each of {@link Roster#seats(InputShape)}
     * @throws EngineStoppedException when the engine is closed, none of its threads lives, or all hang
     */
    public Hearing submit(Roster roster, InputShape shape, Image image, int partition, long offset) {
        Hearing hearing = new Hearing(
                image,
                partition,
                offset,
                suspects().isSuspect(partition, offset),
                roster.seats(shape).size(),
                System.nanoTime());
        queue.add(roster, shape, hearing);
        return hearing;
    }

    /** Which versions are asked. */
    public CircuitBreakers circuits() {
        return breakers;
    }

    /** Images that were in flight when a process died. */
    public Suspects suspects() {
        return journal.suspects();
    }

    /** Whether there are as many scorer threads as there are to be. */
    public boolean alive() {
        return queue.scorers() == scorers;
    }

    /** How long the slowest scorer has been at its batch; for a liveness check. */
    public Duration longestForward() {
        return Duration.ofNanos(
                crew.working().stream().mapToLong(Scorer::busyNanos).max().orElse(0));
    }

    /** Takes no more images, finishes those that wait, and ends the threads; those that hang are left behind. */
    @Override
    public void close() {
        queue.close();
        try {
            crew.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } finally {
            watch.close();
        }
        try {
            journal.close();
        } catch (IOException e) {
            LOG.atWarn()
                    .setMessage("The journal of images in flight could not be closed")
                    .addKeyValue("reason", e.toString())
                    .log();
        }
    }
}
