package dev.consilium.streams.ledger;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.TaskId;

/**
 * The ledgers of the tasks of one StreamThread. That thread only writes; gauges read counts from others.
 */
final class ThreadLedger {

    /** A poll blocks the thread: outcomes must not wait behind it. */
    private static final Duration POLL_IN_FLIGHT = Duration.ofMillis(1);
    /** Nothing to forward, but what was forwarded waits for its commit, by up to this longer than the commit interval. */
    private static final Duration POLL_UNCOMMITTED = Duration.ofMillis(5);

    private final Map<TaskId, TaskLedger> tasks = new ConcurrentHashMap<>();
    private final WaitBudget budget;
    private final InstantSource clock;
    private boolean settledSinceCommit;
    // For the gauge on other threads.
    private volatile long commitLag;

    ThreadLedger(Duration waitBudget, InstantSource clock) {
        this.clock = clock;
        this.budget = new WaitBudget(waitBudget);
    }

    TaskLedger open(TaskId task) {
        // Only this task's entries go: its neighbours on the thread have theirs still in flight.
        TaskLedger ledger = new TaskLedger(this);
        tasks.put(task, ledger);
        return ledger;
    }

    WaitBudget budget() {
        return budget;
    }

    void settled() {
        settledSinceCommit = true;
    }

    /** Lowers in place: Streams goes on to use the very same map. */
    void lower(Map<TopicPartition, OffsetAndMetadata> offsets) {
        budget.renew();
        settledSinceCommit = false;
        long lag = 0;
        for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : offsets.entrySet()) {
            OptionalLong mark = mark(entry.getKey());
            OffsetAndMetadata meant = entry.getValue();
            if (mark.isPresent() && mark.getAsLong() < meant.offset()) {
                // Without the leader epoch: it is the later record's, and the earlier one's is not known here.
                lag += meant.offset() - mark.getAsLong();
                entry.setValue(new OffsetAndMetadata(mark.getAsLong(), meant.metadata()));
            }
        }
        commitLag = lag;
    }

    Duration pollTimeout(Duration asked) {
        budget.renew();
        Duration limit = inFlight() > 0 ? POLL_IN_FLIGHT : settledSinceCommit ? POLL_UNCOMMITTED : asked;
        return limit.compareTo(asked) < 0 ? limit : asked;
    }

    int inFlight() {
        int sum = 0;
        for (TaskLedger task : tasks.values()) {
            sum += task.inFlight();
        }
        return sum;
    }

    /** By how many offsets the latest commit was lowered. */
    long commitLag() {
        return commitLag;
    }

    long oldestAdmittedAt() {
        return tasks.values().stream()
                .mapToLong(TaskLedger::oldestAdmittedAt)
                .min()
                .orElse(TaskLedger.NONE);
    }

    long millis() {
        return clock.millis();
    }

    private OptionalLong mark(TopicPartition partition) {
        return tasks.values().stream()
                .map(task -> task.firstUnsettled(partition))
                .flatMapToLong(OptionalLong::stream)
                .min();
    }
}
