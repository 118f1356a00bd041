package dev.consilium.streams.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {

    private static final TopicPartition IMAGES_0 = new TopicPartition("images", 0);
    private static final TopicPartition IMAGES_1 = new TopicPartition("images", 1);
    private static final TaskId TASK_0 = new TaskId(0, 0);
    private static final TaskId TASK_1 = new TaskId(0, 1);
    private static final Duration BUDGET = Duration.ofSeconds(2);
    private static final Duration LONG_POLL = Duration.ofMillis(100);

    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;
    private final OffsetLedger ledger = new OffsetLedger(BUDGET, clock);

    @Test
    void shouldLowerCommitToFirstUnsettledImage() {
        // Given
        TaskLedger task = ledger.open(TASK_0);
        task.admit(IMAGES_0, 10).settle();
        task.admit(IMAGES_0, 11);
        task.admit(IMAGES_0, 12);

        // When
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets(IMAGES_0, 13);
        ledger.lower(offsets);

        // Then
        assertThat(offsets).extractingByKey(IMAGES_0).returns(11L, OffsetAndMetadata::offset);
        assertThat(ledger.commitLag()).isEqualTo(2);
    }

    @Test
    void shouldCommitWhatStreamsAskedForWhenEverythingIsSettled() {
        // Given: 20 was the last image, 21 a transaction marker
        TaskLedger task = ledger.open(TASK_0);
        task.admit(IMAGES_0, 20).settle();

        // When
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets(IMAGES_0, 22);
        ledger.lower(offsets);

        // Then
        assertThat(offsets.get(IMAGES_0)).isEqualTo(new OffsetAndMetadata(22, Optional.of(7), "stream time of 22"));
    }

    @Test
    void shouldNeverRaiseAnOffset() {
        // Given: buffered records are committed up to the head of Streams' buffer, which may be under the first entry
        TaskLedger task = ledger.open(TASK_0);
        task.admit(IMAGES_0, 30);

        // When
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets(IMAGES_0, 25);
        ledger.lower(offsets);

        // Then
        assertThat(offsets).extractingByKey(IMAGES_0).returns(25L, OffsetAndMetadata::offset);
    }

    @Test
    void shouldRefuseToSettleOutOfOrder() {
        // Given
        TaskLedger task = ledger.open(TASK_0);
        task.admit(IMAGES_0, 1);
        LedgerEntry second = task.admit(IMAGES_0, 2);

        // When / Then
        assertThatIllegalStateException()
                .isThrownBy(second::settle)
                .withMessageContaining("images-0@2")
                .withMessageContaining("offset order");
        assertThat(lowered(IMAGES_0, 3)).isEqualTo(1);
    }

    @Test
    void shouldRefuseToSettleTwice() {
        // Given
        TaskLedger task = ledger.open(TASK_0);
        LedgerEntry first = task.admit(IMAGES_0, 1);
        task.admit(IMAGES_0, 2);
        first.settle();

        // When / Then
        assertThatIllegalStateException().isThrownBy(first::settle);
    }

    @Test
    void shouldHoldOneEntryPerImage() {
        // Given
        TaskLedger task = ledger.open(TASK_0);
        task.admit(IMAGES_0, 1).settle();
        task.admit(IMAGES_0, 2);

        // When / Then
        assertThatIllegalStateException()
                .isThrownBy(() -> task.admit(IMAGES_0, 2))
                .withMessageContaining("One entry per image");
    }

    @Test
    void shouldLowerTheVeryMapThatStreamsGoesOnToUse() {
        // Given: Streams purges repartition topics up to the offsets in this map
        TaskLedger task = ledger.open(TASK_0);
        task.admit(IMAGES_0, 11);
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets(IMAGES_0, 13);
        offsets.put(IMAGES_1, new OffsetAndMetadata(5, Optional.of(7), "another partition"));

        // When
        ledger.lower(offsets);

        // Then
        assertThat(offsets)
                .containsOnly(
                        Map.entry(IMAGES_0, new OffsetAndMetadata(11, Optional.empty(), "stream time of 13")),
                        Map.entry(IMAGES_1, new OffsetAndMetadata(5, Optional.of(7), "another partition")));
    }

    @Test
    void shouldDropEntriesOfThisTaskAloneWhenItIsInitialisedAgain() {
        // Given
        TaskLedger revived = ledger.open(TASK_0);
        revived.admit(IMAGES_0, 4);
        TaskLedger neighbour = ledger.open(TASK_1);
        neighbour.admit(IMAGES_1, 6);

        // When
        revived.close();
        TaskLedger again = ledger.open(TASK_0);
        again.admit(IMAGES_0, 4).settle(); // read once more, from the committed mark

        // Then
        assertThat(lowered(IMAGES_0, 9)).isEqualTo(9);
        assertThat(lowered(IMAGES_1, 9)).isEqualTo(6);
        assertThat(ledger.inFlight()).isEqualTo(1);
    }

    @Test
    void shouldKeepLoweringForClosedTaskUntilItIsInitialisedAgain() {
        // Given
        TaskLedger task = ledger.open(TASK_0);
        LedgerEntry entry = task.admit(IMAGES_0, 4);

        // When
        task.close();

        // Then
        assertThat(lowered(IMAGES_0, 9)).isEqualTo(4);
        assertThat(ledger.inFlight()).isZero();
        assertThatIllegalStateException().isThrownBy(entry::settle).withMessageContaining("closed task");
        assertThatIllegalStateException().isThrownBy(() -> task.admit(IMAGES_0, 5));
    }

    @Test
    void shouldKeepEachStreamThreadApart() {
        // Given
        ledger.open(TASK_0).admit(IMAGES_0, 4);

        // When: the partition's new owner, another thread, commits
        long committed =
                CompletableFuture.supplyAsync(() -> lowered(IMAGES_0, 9)).join();

        // Then
        assertThat(committed).isEqualTo(9);
        assertThat(lowered(IMAGES_0, 9)).isEqualTo(4);
    }

    @Test
    void shouldShortenPollsWhileOutcomesOrCommitsAreAwaited() {
        // Given
        TaskLedger task = ledger.open(TASK_0);
        Duration idle = ledger.pollTimeout(LONG_POLL);

        // When
        LedgerEntry entry = task.admit(IMAGES_0, 1);
        Duration inFlight = ledger.pollTimeout(LONG_POLL);
        entry.settle();
        Duration uncommitted = ledger.pollTimeout(LONG_POLL);
        ledger.lower(offsets(IMAGES_0, 2));
        Duration committed = ledger.pollTimeout(LONG_POLL);

        // Then
        assertThat(idle).isEqualTo(LONG_POLL);
        assertThat(inFlight).isLessThan(uncommitted);
        assertThat(uncommitted).isLessThan(LONG_POLL);
        assertThat(committed).isEqualTo(LONG_POLL);
        assertThat(ledger.pollTimeout(Duration.ZERO)).isZero();
    }

    @Test
    void shouldRenewWaitBudgetAtPollAndCommit() {
        // Given
        WaitBudget budget = ledger.waitBudget();
        budget.spend(BUDGET.toNanos() * 2);
        long spent = budget.leftNanos();

        // When
        ledger.pollTimeout(LONG_POLL);
        long afterPoll = budget.leftNanos();
        budget.spend(BUDGET.toNanos());
        ledger.lower(new HashMap<>());

        // Then
        assertThat(spent).isZero();
        assertThat(afterPoll).isEqualTo(BUDGET.toNanos());
        assertThat(budget.leftNanos()).isEqualTo(BUDGET.toNanos());
    }

    @Test
    void shouldTellAgeOfOldestUnsettledImage() {
        // Given
        TaskLedger task = ledger.open(TASK_0);
        LedgerEntry first = task.admit(IMAGES_0, 1);
        now = now.plusSeconds(3);
        task.admit(IMAGES_0, 2);
        Duration before = ledger.oldestAge();

        // When
        first.settle();

        // Then
        assertThat(before).isEqualTo(Duration.ofSeconds(3));
        assertThat(ledger.oldestAge()).isZero();
    }

    private long lowered(TopicPartition partition, long offset) {
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets(partition, offset);
        ledger.lower(offsets);
        return Objects.requireNonNull(offsets.get(partition)).offset();
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(TopicPartition partition, long offset) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        offsets.put(partition, new OffsetAndMetadata(offset, Optional.of(7), "stream time of " + offset));
        return offsets;
    }
}
