package dev.consilium.streams.scoring;

import dev.consilium.specialist.InputShape;
import dev.consilium.streams.roster.Roster;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Images on their way from the StreamThreads to the scorers, gathered into batches in order of arrival.
 *
 * <p>A scorer takes the first batch that is ready: full, or old enough, or at once when no other scorer is busy and little was to be done
 * lately. So a nearly idle engine never waits, and a loaded one fills its batches before its scorers have taken all there is of the
 * processor with batches of one or two, each of whose images costs three times as much. One lock; every method may be
 * called by any thread.
 */
final class BatchQueue {

    /** Below this share of the scorers' time, an image waits for no other. */
    private static final double LITTLE = 0.25;

    private static final String ALL_DEAD = "All threads of the scoring engine have died";

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Deque<Batch> batches = new ArrayDeque<>();
    private final int batchSize;
    private final long lingerNanos;
    private final int capacity;
    private final LongSupplier nanoTime;
    private final Occupancy occupancy;
    private final Duration roomWithin;
    private int waiting;
    private int busy;
    private int scorers;
    private boolean closed;

    BatchQueue(ScoringSettings settings) {
        this(settings, System::nanoTime);
    }

    /** @param nanoTime instead of {@link System#nanoTime} */
    BatchQueue(ScoringSettings settings, LongSupplier nanoTime) {
        this.batchSize = settings.batchSize();
        this.lingerNanos = settings.batchLinger().toNanos();
        this.capacity = settings.queueCapacity();
        this.scorers = settings.scorers();
        this.nanoTime = nanoTime;
        this.occupancy = new Occupancy(settings.scorers(), nanoTime.getAsLong());
        // A scorer that is not through with a batch after the time-out is replaced, and the next one takes one.
        this.roomWithin = settings.timeout().multipliedBy(2);
    }

    /**
     * Adds an image; blocks while the queue is full, which ends with the next batch that a scorer takes.
     *
     * @throws EngineStoppedException when closed, when no scorer is left, when none has taken a batch for twice as long as a forward may take,
     *     or when interrupted
     */
    void add(Roster roster, InputShape shape, Hearing hearing) {
        lock.lock();
        try {
            long left = roomWithin.toNanos();
            while (waiting >= capacity && isOpen()) {
                if (left <= 0) {
                    throw new EngineStoppedException(
                            "No scorer has taken a batch for " + roomWithin.toMillis() + " ms: all of them hang");
                }
                left = room.awaitNanos(left);
            }
            if (!isOpen()) {
                throw new EngineStoppedException(closed ? "The scoring engine is closed" : ALL_DEAD);
            }
            Batch batch = hearing.isAlone() ? newBatch(roster, shape, 1) : openBatch(roster, shape);
            batch.add(hearing);
            waiting++;
            // A scorer that waits for this batch to fill needs no word of each image.
            if (batch.size() == 1 || batch.isFull()) {
                work.signal();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineStoppedException("Interrupted while waiting for room in the scoring engine");
        } finally {
            lock.unlock();
        }
    }

    /** The next batch, now owned by the calling scorer; empty when the queue is closed and drained. */
    Optional<Batch> take() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                Optional<Batch> ready = pollReady();
                if (ready.isPresent()) {
                    setBusy(busy + 1);
                    waiting -= ready.get().size();
                    room.signalAll();
                    return ready;
                }
                if (closed && batches.isEmpty()) {
                    return Optional.empty();
                }
                awaitWork();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What another scorer has begun with, to be taken before all others. */
    void putBack(Batch batch) {
        lock.lock();
        try {
            if (scorers == 0) {
                batch.close(ALL_DEAD);
                return;
            }
            batches.addFirst(batch);
            waiting += batch.size();
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** A scorer is through with its batch, or has lost it. */
    void done() {
        lock.lock();
        try {
            setBusy(busy - 1);
        } finally {
            lock.unlock();
        }
    }

    /** A scorer ends and is not replaced; with the last one, what still waits is refused. */
    void scorerEnded() {
        lock.lock();
        try {
            scorers--;
            if (scorers == 0) {
                batches.forEach(batch -> batch.close(ALL_DEAD));
                batches.clear();
                waiting = 0;
            }
            room.signalAll();
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; the scorers finish what waits. */
    void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    int scorers() {
        lock.lock();
        try {
            return scorers;
        } finally {
            lock.unlock();
        }
    }

    private void setBusy(int now) {
        busy = now;
        occupancy.busy(now, nanoTime.getAsLong());
    }

    private boolean isOpen() {
        return !closed && scorers > 0;
    }

    private Batch openBatch(Roster roster, InputShape shape) {
        for (Iterator<Batch> latestFirst = batches.descendingIterator(); latestFirst.hasNext(); ) {
            Batch batch = latestFirst.next();
            if (batch.takes(roster, shape)) {
                if (batch.isFull()) {
                    break;
                }
                return batch;
            }
        }
        return newBatch(roster, shape, batchSize);
    }

    private Batch newBatch(Roster roster, InputShape shape, int images) {
        Batch batch = new Batch(roster, shape, images, nanoTime.getAsLong());
        batches.addLast(batch);
        return batch;
    }

    private Optional<Batch> pollReady() {
        long now = nanoTime.getAsLong();
        boolean anyway = closed || busy == 0 && occupancy.share(now) < LITTLE;
        for (Iterator<Batch> oldestFirst = batches.iterator(); oldestFirst.hasNext(); ) {
            Batch batch = oldestFirst.next();
            if (anyway || batch.isFull() || now - batch.openedAtNanos() >= lingerNanos) {
                oldestFirst.remove();
                return Optional.of(batch);
            }
        }
        return Optional.empty();
    }

    /** Until an image comes or the oldest batch has lingered; take() looks again whatever ended it. */
    @SuppressWarnings("WaitNotInLoop") // the loop is in take()
    private void awaitWork() throws InterruptedException {
        Batch oldest = batches.peekFirst();
        long nanos = oldest == null ? Long.MAX_VALUE : lingerNanos - (nanoTime.getAsLong() - oldest.openedAtNanos());
        long left = work.awaitNanos(nanos);
        assert left <= nanos;
    }
}
