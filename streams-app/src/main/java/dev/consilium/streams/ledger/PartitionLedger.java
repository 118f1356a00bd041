package dev.consilium.streams.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** The unsettled images of one partition, in offset order. StreamThread of its task only. */
final class PartitionLedger {

    private final TopicPartition partition;
    private final TaskLedger task;
    private final Deque<LedgerEntry> unsettled = new ArrayDeque<>();
    private long lastAdmitted = -1;

    PartitionLedger(TopicPartition partition, TaskLedger task) {
        this.partition = partition;
        this.task = task;
    }

    LedgerEntry admit(long offset, long atMillis) {
        if (offset <= lastAdmitted) {
            throw new IllegalStateException("One entry per image: " + partition + "@" + offset
                    + " is at or under the last one admitted, " + lastAdmitted);
        }
        LedgerEntry entry = new LedgerEntry(this, offset, atMillis);
        unsettled.add(entry);
        lastAdmitted = offset;
        return entry;
    }

    void settle(LedgerEntry entry) {
        if (task.isClosed()) {
            throw new IllegalStateException(
                    partition + "@" + entry.offset() + " belongs to a closed task: its new owner gives the outcome");
        }
        // Only the first may go: everything under the mark has an outcome, nothing above it has one.
        if (unsettled.peekFirst() != entry) {
            throw new IllegalStateException("Images are settled in offset order: " + partition + "@" + entry.offset()
                    + " is not the first unsettled one");
        }
        unsettled.removeFirst();
        task.settled();
    }

    OptionalLong firstUnsettled() {
        LedgerEntry first = unsettled.peekFirst();
        return first == null ? OptionalLong.empty() : OptionalLong.of(first.offset());
    }

    long oldestAdmittedAt() {
        LedgerEntry first = unsettled.peekFirst();
        return first == null ? TaskLedger.NONE : first.admittedAt();
    }

    int size() {
        return unsettled.size();
    }
}
