package dev.consilium.streams.scoring;

import dev.consilium.avro.Image;
import dev.consilium.specialist.InputShape;
import dev.consilium.streams.crash.CrashJournal;
import dev.consilium.streams.crash.Suspects;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.metrics.Metric;
import dev.consilium.streams.roster.Roster;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the specialists over the images of all tasks of the process.
 *
 * <p>StreamThreads submit and go on; scorer threads gather the images of all tasks into batches, each of one input shape
 * and one roster snapshot, decode them into the batch's memory, let the specialists run over it one after the other, and
 * complete the opinions. Safe for any thread.
 */
public final class ScoringEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScoringEngine.class);

    private final BatchQueue queue;
    private final CrashJournal journal;
    private final List<Scorer> scorers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Starts the scorer threads.
     *
     * @param journal notes what they are at; closed with the engine
     */
    public ScoringEngine(ScoringSettings settings, CrashJournal journal, Meters meters) {
        this.queue = new BatchQueue(settings);
        this.journal = journal;
        ReadWriteLock turns = new ReentrantReadWriteLock();
        for (int i = 0; i < settings.scorers(); i++) {
            Scorer scorer = new Scorer(queue, settings, journal.inFlight(i), turns, meters);
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
     * @param image not yet decoded
     * @param partition where it was read
     * @param offset the same
     * @return an opinion in the making for each of {@link Roster#seats(InputShape)}
     * @throws EngineStoppedException when the engine is closed or none of its threads lives
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

    /** Images that were in flight when a process died. */
    public Suspects suspects() {
        return journal.suspects();
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
