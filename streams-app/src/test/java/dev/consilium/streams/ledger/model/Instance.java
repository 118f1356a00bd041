package dev.consilium.streams.ledger.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an instance knows.
 *
 * @param stage of its StreamThread
 * @param tasks in order of their partitions; it may have lost some without knowing
 */
record Instance(Stage stage, List<Task> tasks) {

    /** Where its StreamThread stands. */
    enum Stage {
        DOWN,
        /** Reads and forwards; no transaction of its own is open. */
        IDLE,
        /** The same, and what it has forwarded is in its transaction. */
        IN_TRANSACTION,
        /** Has sent offsets and does nothing else until the transaction is committed. */
        COMMITTING
    }

    Instance {
        tasks = List.copyOf(tasks);
    }

    static Instance started() {
        return new Instance(Stage.IDLE, List.of());
    }

    static Instance killed() {
        return new Instance(Stage.DOWN, List.of());
    }

    boolean isUp() {
        return stage != Stage.DOWN;
    }

    /** Whether it has time for images. */
    boolean isRunning() {
        return stage == Stage.IDLE || stage == Stage.IN_TRANSACTION;
    }

    Instance at(Stage next) {
        return new Instance(next, tasks);
    }

    Optional<Task> task(int partition) {
        return tasks.stream().filter(task -> task.partition() == partition).findFirst();
    }

    /** In place of the task of the same partition, if there is one. */
    Instance with(Task task) {
        List<Task> next = new ArrayList<>(tasks);
        next.removeIf(old -> old.partition() == task.partition());
        int place = 0;
        while (place < next.size() && next.get(place).partition() < task.partition()) {
            place++;
        }
        next.add(place, task);
        return new Instance(stage, next);
    }
}
