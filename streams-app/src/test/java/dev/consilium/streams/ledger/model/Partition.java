package dev.consilium.streams.ledger.model;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A partition of images, and that of their outcomes, as the broker has them.
 *
 * @param committed the offset that the group has committed: the first image that is still to be read
 * @param outcomes in the order in which they were appended; those of aborted transactions, which nobody reads, are gone
 * @param owner the instance that the group has given the partition to
 * @param epoch grows whenever it is given away
 */
record Partition(int committed, List<Outcome> outcomes, int owner, int epoch) {

    Partition {
        outcomes = List.copyOf(outcomes);
    }

    static Partition untouched(int owner) {
        return new Partition(0, List.of(), owner, 0);
    }

    Partition givenTo(int instance) {
        return new Partition(committed, outcomes, instance, epoch + 1);
    }

    Partition with(Outcome outcome) {
        return new Partition(
                committed, Stream.concat(outcomes.stream(), Stream.of(outcome)).toList(), owner, epoch);
    }

    Partition without(Predicate<Outcome> aborted) {
        return new Partition(
                committed, outcomes.stream().filter(aborted.negate()).toList(), owner, epoch);
    }

    /** A transaction ends: its outcomes may be read, and its offset, if it has sent one, is committed. */
    Partition committed(Transaction transaction, int offset) {
        return new Partition(
                offset,
                outcomes.stream()
                        .map(outcome -> outcome.transaction() == transaction.id() ? outcome.readable() : outcome)
                        .toList(),
                owner,
                epoch);
    }

    Partition orphaned(int transaction, int orphan) {
        return new Partition(
                committed,
                outcomes.stream()
                        .map(outcome ->
                                outcome.transaction() == transaction ? new Outcome(outcome.image(), orphan) : outcome)
                        .toList(),
                owner,
                epoch);
    }

    /** What a reader of committed records sees: numbers of images, in this order. */
    List<Integer> answered() {
        return outcomes.stream().filter(Outcome::isReadable).map(Outcome::image).toList();
    }
}
