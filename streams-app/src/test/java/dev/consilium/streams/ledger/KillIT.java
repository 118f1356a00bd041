package dev.consilium.streams.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.stack.SharedStack;
import dev.consilium.stack.Stack;
import dev.consilium.streams.fixture.Backlog;
import dev.consilium.streams.fixture.ChildApp;
import dev.consilium.streams.fixture.Outcomes;
import dev.consilium.streams.fixture.TestTopics;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An app that is killed with images in flight. Counted by an independent reader of what is committed, by the offset of the
 * image, over predictions and dead letters.
 */
class KillIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int PER_LIFE = 400;

    private final Stack stack = SharedStack.get();
    private final TestTopics topics = TestTopics.create(stack.bootstrapServers(), 4);
    private final Outcomes outcomes = new Outcomes(topics, stack.schemaRegistryUrl());

    private final Backlog backlog = Backlog.before(topics, stack.schemaRegistryUrl());

    @AfterEach
    void close() {
        backlog.close();
        outcomes.close();
    }

    @Test
    void shouldGiveEveryImageExactlyOneOutcomeWhenKilledAgainAndAgain() {
        // When
        for (int life = 0; life < 2; life++) {
            assertThat(runAndKill(true)).as("images in flight when killed").isPositive();
        }

        // Then
        try (ChildApp last = start(true)) {
            assertExactlyOnceInOrder(backlog.end());
            assertThat(last.settled()).isPositive();
        }
    }

    @Test
    void shouldGiveEveryImageExactlyOneOutcomeWhenOneInstanceIsKilledAndOneTerminated() {
        try (ChildApp killed = start(true);
                ChildApp terminated = start(true)) {
            // When
            await().atMost(LIMIT).until(() -> isBusy(killed, 200) && isBusy(terminated, 200));
            assertThat(killed.kill()).as("images in flight when killed").isPositive();
            try (ChildApp successor = start(true)) {
                await().atMost(LIMIT).until(() -> isBusy(terminated, 600));
                int inFlight = terminated.inFlight();
                terminated.terminate();

                // Then
                assertThat(inFlight).as("images in flight when terminated").isPositive();
                assertExactlyOnceInOrder(backlog.end());
                assertThat(successor.settled()).isPositive();
            }
        }
    }

    /** The control: without the ledger the same kills do lose images, so the tests above prove something. */
    @Test
    void shouldLoseImagesWithoutTheLedger() {
        // When
        runAndKill(false);
        runAndKill(false);

        // Then
        try (ChildApp last = start(false)) {
            int images = backlog.end();
            String group = topics.names().images() + "-app";
            await().atMost(LIMIT).until(() -> topics.committed(group) == images && last.inFlight() == 0);
            assertThat(outcomes.images()).isLessThan(images);
        }
    }

    private int runAndKill(boolean ledger) {
        try (ChildApp app = start(ledger)) {
            await().pollInterval(Duration.ofMillis(5)).atMost(LIMIT).until(() -> isBusy(app, PER_LIFE));
            return app.kill();
        }
    }

    private static boolean isBusy(ChildApp app, int settled) {
        return app.settled() >= settled && app.inFlight() > 20;
    }

    private ChildApp start(boolean ledger) {
        return ChildApp.start(topics, stack.schemaRegistryUrl(), ledger);
    }

    private void assertExactlyOnceInOrder(int images) {
        await().atMost(LIMIT).until(() -> outcomes.images() == images);
        assertThat(outcomes.duplicated()).isZero();
        assertThat(outcomes.outOfOrder()).isZero();
        assertThat(outcomes.misplaced()).isZero();
    }
}
