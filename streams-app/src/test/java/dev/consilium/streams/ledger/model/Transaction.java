package dev.consilium.streams.ledger.model;

import java.util.List;

/**
 * An open transaction, as the broker has it.
 *
 * @param id the instance's number, or above all of them when that was killed meanwhile
 * @param offsets sent with it, by partition, {@link #NOT_SENT} for others; they count when it is committed
 */
record Transaction(int id, List<Integer> offsets) {

    static final int NOT_SENT = -1;

    Transaction {
        offsets = List.copyOf(offsets);
    }

    boolean mayCommit(int partition) {
        return offsets.get(partition) != NOT_SENT;
    }

    Transaction withOffsets(List<Integer> sent) {
        return new Transaction(id, sent);
    }

    Transaction withId(int orphan) {
        return new Transaction(orphan, offsets);
    }
}
