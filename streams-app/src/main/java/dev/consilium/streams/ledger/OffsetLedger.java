package dev.consilium.streams.ledger;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.TaskId;

/**
 * Which images of a process are admitted and not yet settled.
 *
 * <p>Kafka Streams takes a record for done when {@code process} returns, and commits its offset. Here the outcome comes
 * later, so every offset is lowered to the partition's first unsettled image on its way to the broker
 * ({@link LedgerClientSupplier}). What is under the committed mark has its outcome forwarded, what is above has none: a
 * crash, a rebalance or a close then loses nothing and doubles nothing.
 *
 * <p>Thread ownership: each StreamThread has its own part, found through the calling thread (the first producer of a
 * thread is built on another one). Process, punctuate, poll and commit of a task all run on its StreamThread, so there
 * are no locks. Only {@link #inFlight()}, {@link #oldestAge()} and {@link #commitLag()} may be called from
 * elsewhere.
 */
public final class OffsetLedger {

    private final Map<Thread, ThreadLedger> threads = new ConcurrentHashMap<>();
    private final Duration waitBudget;
    private final InstantSource clock;

    /**
     * @param waitBudget how long a StreamThread may wait for opinions between two polls or commits: a quarter of
     *     {@code min(transaction.timeout.ms, max.poll.interval.ms)}
     * @param clock for the age of the oldest unsettled image
     */
    public OffsetLedger(Duration waitBudget, InstantSource clock) {
        this.waitBudget = waitBudget;
        this.clock = clock;
    }

    /**
     * A new ledger for a task, from {@code Processor.init()}: drops what an earlier life of this very task left behind.
     * Its images are read again from the committed mark.
     */
    public TaskLedger open(TaskId task) {
        return current().open(task);
    }

    /** How long the calling StreamThread may still wait. */
    public WaitBudget waitBudget() {
        return current().budget();
    }

    /** Images admitted and not settled, of all tasks of the process. */
    public int inFlight() {
        return threads.values().stream().mapToInt(ThreadLedger::inFlight).sum();
    }

    /** By how many offsets the latest commit of each StreamThread was lowered, together. */
    public long commitLag() {
        return threads.values().stream().mapToLong(ThreadLedger::commitLag).sum();
    }

    /** How long the oldest unsettled image of the process has been in flight; zero when there is none. */
    public Duration oldestAge() {
        long oldest = threads.values().stream()
                .mapToLong(ThreadLedger::oldestAdmittedAt)
                .min()
                .orElse(TaskLedger.NONE);
        return oldest == TaskLedger.NONE ? Duration.ZERO : Duration.ofMillis(Math.max(0, clock.millis() - oldest));
    }

    /** Lowers each offset, in place, to the first unsettled image of its partition. */
    void lower(Map<TopicPartition, OffsetAndMetadata> offsets) {
        current().lower(offsets);
    }

    /** How long the calling StreamThread should block in its next poll. */
    Duration pollTimeout(Duration asked) {
        return current().pollTimeout(asked);
    }

    private ThreadLedger current() {
        ThreadLedger known = threads.get(Thread.currentThread());
        if (known != null) {
            return known;
        }
        // Replaced StreamThreads leave theirs behind; a new one is the moment to forget them.
        threads.keySet().removeIf(thread -> !thread.isAlive());
        return threads.computeIfAbsent(Thread.currentThread(), absent -> new ThreadLedger(waitBudget, clock));
    }
}
