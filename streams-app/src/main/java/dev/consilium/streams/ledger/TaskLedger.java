package dev.consilium.streams.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * The admitted and unsettled images of one task, from one initialisation of it to the next.
 *
 * <p>StreamThread of the task only; {@link #inFlight()} may be read by any thread.
 */
public final class TaskLedger {

    /** No image is in flight. */
    static final long NONE = Long.MAX_VALUE;

    private final ThreadLedger thread;
    private final Map<TopicPartition, PartitionLedger> partitions = new HashMap<>();
    private boolean closed;
    // For gauges on other threads.
    private volatile int inFlight;
    private volatile long oldestAdmittedAt = NONE;

    TaskLedger(ThreadLedger thread) {
        this.thread = thread;
    }

    /**
     * Opens the entry of an image: from now on no commit passes it until it is settled.
     *
     * @throws IllegalStateException when it has an entry already, or the task is closed
     */
    public LedgerEntry admit(TopicPartition partition, long offset) {
        if (closed) {
            throw new IllegalStateException("The task is closed: " + partition + "@" + offset + " cannot be admitted");
        }
        LedgerEntry entry = partitions
                .computeIfAbsent(partition, absent -> new PartitionLedger(absent, this))
                .admit(offset, thread.millis());
        publish();
        return entry;
    }

    /**
     * The task's processors are being closed. Its entries stay: a commit that comes after this one must not pass them
     * either. Only the next initialisation of the task drops them.
     */
    public void close() {
        closed = true;
        publish();
    }

    /** Images admitted and not settled; 0 once closed. */
    public int inFlight() {
        return inFlight;
    }

    boolean isClosed() {
        return closed;
    }

    void settled() {
        publish();
        thread.settled();
    }

    OptionalLong firstUnsettled(TopicPartition partition) {
        PartitionLedger ledger = partitions.get(partition);
        return ledger == null ? OptionalLong.empty() : ledger.firstUnsettled();
    }

    /** When the oldest unsettled image was admitted, in milliseconds; {@link #NONE} when nothing is in flight. */
    long oldestAdmittedAt() {
        return oldestAdmittedAt;
    }

    private void publish() {
        int unsettled = 0;
        long oldest = NONE;
        if (!closed) {
            for (PartitionLedger partition : partitions.values()) {
                unsettled += partition.size();
                oldest = Math.min(oldest, partition.oldestAdmittedAt());
            }
        }
        inFlight = unsettled;
        oldestAdmittedAt = oldest;
    }
}
