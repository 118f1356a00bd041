package dev.consilium.streams.ledger;

/**
 * One admitted image. StreamThread of its task only.
 *
 * @see TaskLedger#admit
 */
public final class LedgerEntry {

    private final PartitionLedger partition;
    private final long offset;
    private final long admittedAt;

    LedgerEntry(PartitionLedger partition, long offset, long admittedAt) {
        this.partition = partition;
        this.offset = offset;
        this.admittedAt = admittedAt;
    }

    long offset() {
        return offset;
    }

    long admittedAt() {
        return admittedAt;
    }

    /**
     * The image's outcome is forwarded: its offset may be committed.
     *
     * @throws IllegalStateException when an earlier image of the partition is unsettled, or this one is settled
     *     already, or its task has been closed: each would commit past an image that has no outcome
     */
    public void settle() {
        partition.settle(this);
    }
}
