package dev.consilium.streams.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.stack.SharedStack;
import dev.consilium.stack.Stack;
import dev.consilium.streams.fixture.Backlog;
import dev.consilium.streams.fixture.Outcomes;
import dev.consilium.streams.fixture.TestApp;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.fixture.TestTopics;
import dev.consilium.streams.ledger.FaultyClients.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can happen to an app with images in flight, short of being killed. */
class InFlightIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int IMAGES = 500;

    private final Stack stack = SharedStack.get();
    private final TestTopics topics = TestTopics.create(stack.bootstrapServers(), 3);
    private final Outcomes outcomes = new Outcomes(topics, stack.schemaRegistryUrl());
    private final List<FaultyClients> clients = new ArrayList<>();

    @AfterEach
    void closeReader() {
        outcomes.close();
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldGiveEveryImageExactlyOneOutcomeWhateverFails(Fault fault) {
        // Given
        int times = 2;
        TestApp.Builder builder = app().withClients(ledger -> faulty(ledger, fault, times));

        try (Backlog backlog = Backlog.before(topics, stack.schemaRegistryUrl());
                TestApp app = builder.start()) {
            // When: each time with images in flight
            patiently().until(() -> clients.get(0).faults() == times);

            // Then
            assertExactlyOnceInOrder(backlog.end());
            patiently().until(() -> app.ledger().inFlight() == 0);
            assertThat(app.failedThreads()).isEqualTo(fault == Fault.LOOK_UP_TIMES_OUT ? times : 0);
        }
    }

    @Test
    void shouldGiveEveryImageExactlyOneOutcomeThroughRebalances() {
        try (Backlog backlog = Backlog.before(topics, stack.schemaRegistryUrl());
                TestApp first = app().start()) {
            // When: another one joins and leaves, with images in flight on both sides
            try (TestApp second = app().start()) {
                patiently().until(() -> isBusy(second, 50) && isBusy(first, 50));
            }

            // Then
            assertExactlyOnceInOrder(backlog.end());
        }
    }

    @Test
    void shouldGiveEveryImageExactlyOneOutcomeUnderTheStreamsProtocol() {
        try (Backlog backlog = Backlog.before(topics, stack.schemaRegistryUrl())) {
            // When
            try (TestApp first = app().with("group.protocol", "streams").start()) {
                patiently().until(() -> isBusy(first, 200));
            }

            // Then
            try (TestApp second = app().with("group.protocol", "streams").start()) {
                assertExactlyOnceInOrder(backlog.end());
                assertThat(second.settled()).isPositive();
            }
        }
    }

    @Test
    void shouldLoseNothingAtLeastOnceWhenClosedInMidFlight() {
        TestApp.Builder builder = app().with(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        try (Backlog backlog = Backlog.before(topics, stack.schemaRegistryUrl())) {
            // When
            try (TestApp first = builder.start()) {
                patiently().until(() -> isBusy(first, 200));
            }

            // Then
            try (TestApp second = builder.start()) {
                int images = backlog.end();
                patiently().until(() -> outcomes.images() == images);
                assertThat(second.settled()).isPositive();
            }
        }
    }

    @Test
    void shouldCommitNothingWhileNothingComes() {
        try (TestImages images = new TestImages(topics, stack.schemaRegistryUrl())) {
            images.writeMixed(IMAGES);
        }
        try (TestApp app =
                app().withClients(ledger -> faulty(ledger, Fault.NONE, 0)).start()) {
            // Given
            String group = topics.names().images() + "-app";
            patiently().until(() -> topics.committed(group) == IMAGES);
            assertThat(app.ledger().inFlight()).isZero();

            // When: ten commit intervals pass
            int before = clients.get(0).commits();
            patiently().during(Duration.ofSeconds(1)).until(() -> true);

            // Then
            assertThat(clients.get(0).commits() - before).isLessThanOrEqualTo(1);
        }
    }

    /** A StreamThread that fails is replaced: that is no failure of the test. */
    private static ConditionFactory patiently() {
        return await().dontCatchUncaughtExceptions().atMost(LIMIT);
    }

    private FaultyClients faulty(OffsetLedger ledger, Fault fault, int times) {
        FaultyClients made = new FaultyClients(ledger, fault, times);
        clients.add(made);
        return made;
    }

    private TestApp.Builder app() {
        Map<String, TinyModule> modules = new LinkedHashMap<>();
        modules.put("low", TinyModule.LOW);
        modules.put("slow", TinyModule.SLOW);
        return TestApp.on(topics, stack.schemaRegistryUrl())
                .withModules(modules)
                .with("commit.interval.ms", 50)
                .withConfig(config -> config.withMaxInFlight(64));
    }

    private static boolean isBusy(TestApp app, int settled) {
        return app.settled() >= settled && app.ledger().inFlight() > 20;
    }

    private void assertExactlyOnceInOrder(int images) {
        patiently().until(() -> outcomes.images() == images);
        assertThat(outcomes.duplicated()).isZero();
        assertThat(outcomes.outOfOrder()).isZero();
        assertThat(outcomes.misplaced()).isZero();
    }
}
