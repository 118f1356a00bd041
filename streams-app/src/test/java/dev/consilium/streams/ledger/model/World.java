package dev.consilium.streams.ledger.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A state of the model: the broker, the instances, and what may still go wrong. Immutable.
 *
 * @param transactions that are open, in order of their ids
 * @param kills left, as the next ones
 */
record World(
        List<Partition> partitions,
        List<Instance> instances,
        List<Transaction> transactions,
        int kills,
        int rebalances,
        int timeouts) {

    World {
        partitions = List.copyOf(partitions);
        instances = List.copyOf(instances);
        transactions = List.copyOf(transactions);
    }

    static World first(Bounds bounds) {
        return new World(
                IntStream.range(0, bounds.partitions())
                        .mapToObj(partition -> Partition.untouched(partition % bounds.instances()))
                        .toList(),
                Collections.nCopies(bounds.instances(), Instance.started()),
                List.of(),
                bounds.kills(),
                bounds.rebalances(),
                bounds.timeouts());
    }

    Optional<Transaction> transaction(int id) {
        return transactions.stream().filter(one -> one.id() == id).findFirst();
    }

    World with(int partition, Partition changed) {
        return new World(
                replaced(partitions, partition, changed), instances, transactions, kills, rebalances, timeouts);
    }

    World with(int instance, Instance changed) {
        return new World(partitions, replaced(instances, instance, changed), transactions, kills, rebalances, timeouts);
    }

    /** In place of the transaction with the same id, if there is one. */
    World with(Transaction transaction) {
        List<Transaction> next = new ArrayList<>(transactions);
        next.removeIf(old -> old.id() == transaction.id());
        next.add(transaction);
        next.sort(Comparator.comparingInt(Transaction::id));
        return new World(partitions, instances, next, kills, rebalances, timeouts);
    }

    World begun(int id) {
        return with(new Transaction(id, Collections.nCopies(partitions.size(), Transaction.NOT_SENT)));
    }

    World committed(Transaction transaction) {
        World next = without(transaction.id());
        for (int partition = 0; partition < partitions.size(); partition++) {
            Partition before = next.partitions.get(partition);
            int offset =
                    transaction.mayCommit(partition) ? transaction.offsets().get(partition) : before.committed();
            next = next.with(partition, before.committed(transaction, offset));
        }
        return next;
    }

    /** Without the transaction and all that was sent in it; nothing happens when it is not open. */
    World aborted(int id) {
        return without(id).each(partition -> partition.without(outcome -> outcome.transaction() == id));
    }

    /** Its process is gone, but the broker does not know. */
    World orphaned(int id, int orphan) {
        Optional<Transaction> open = transaction(id);
        return open.isEmpty()
                ? this
                : without(id).with(open.get().withId(orphan)).each(partition -> partition.orphaned(id, orphan));
    }

    World killed() {
        return new World(partitions, instances, transactions, kills - 1, rebalances, timeouts);
    }

    World rebalanced() {
        return new World(partitions, instances, transactions, kills, rebalances - 1, timeouts);
    }

    World timedOut() {
        return new World(partitions, instances, transactions, kills, rebalances, timeouts - 1);
    }

    /** The same text for the same state, and only for that; much smaller than the state. */
    String key() {
        StringBuilder key = new StringBuilder(64);
        for (Partition partition : partitions) {
            put(
                    key,
                    partition.committed(),
                    partition.owner(),
                    partition.epoch(),
                    partition.outcomes().size());
            partition.outcomes().forEach(outcome -> put(key, outcome.image(), outcome.transaction()));
        }
        for (Instance instance : instances) {
            put(
                    key,
                    instance.stage().compareTo(Instance.Stage.DOWN),
                    instance.tasks().size());
            for (Task task : instance.tasks()) {
                put(key, task.partition(), task.epoch(), task.start(), task.position());
                put(key, task.answered(), task.forwarded());
            }
        }
        for (Transaction transaction : transactions) {
            put(key, transaction.id());
            transaction.offsets().forEach(offset -> put(key, offset));
        }
        put(key, kills, rebalances, timeouts);
        return key.toString();
    }

    private World without(int transaction) {
        return new World(
                partitions,
                instances,
                transactions.stream().filter(one -> one.id() != transaction).toList(),
                kills,
                rebalances,
                timeouts);
    }

    private World each(UnaryOperator<Partition> change) {
        return new World(
                partitions.stream().map(change).toList(), instances, transactions, kills, rebalances, timeouts);
    }

    private static void put(StringBuilder key, int... numbers) {
        for (int number : numbers) {
            key.append((char) (number + 1));
        }
    }

    private static <T> List<T> replaced(List<T> list, int index, T element) {
        List<T> next = new ArrayList<>(list);
        next.set(index, element);
        return next;
    }
}
