package dev.consilium.streams.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.stack.SharedStack;
import dev.consilium.stack.Stack;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can happen to an app with images in flight, short of being killed. */
class InFlightIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int IMAGES = 2_000;

    private final Stack stack = SharedStack.get();
    private final TestTopics topics = TestTopics.create(stack.bootstrapServers(), 3);
    private final Outcomes outcomes = new Outcomes(topics, stack.schemaRegistryUrl());
    private final List<FaultyClients> clients = new ArrayList<>();

    @BeforeEach
    void writeImages() {
        try (TestImages images = new TestImages(topics, stack.schemaRegistryUrl())) {
            images.writeMixed(IMAGES);
        }
    }

    @AfterEach
    void closeReader() {
        outcomes.close();
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldGiveEveryImageExactlyOneOutcomeWhateverFails(Fault fault) {
        // Given
        TestApp.Builder builder = app().withClients(ledger -> faulty(ledger, fault, 3));

        // When
        try (TestApp app = builder.start()) {
            patiently().until(() -> outcomes.images() == IMAGES);

            // Then
            assertThat(clients.get(0).faults())
                    .as("faults with images in flight")
                    .isPositive();
            assertExactlyOnceInOrder();
            patiently().until(() -> app.ledger().inFlight() == 0);
            assertThat(app.failedThreads())
                    .isEqualTo(fault == Fault.LOOK_UP_TIMES_OUT ? clients.get(0).faults() : 0);
        }
    }

    @Test
    void shouldGiveEveryImageExactlyOneOutcomeThroughRebalances() {
        AtomicInteger more = new AtomicInteger();
        try (TestApp first = app().start();
                TestImages images = new TestImages(topics, stack.schemaRegistryUrl())) {
            // When: another one joins and leaves, with images in flight on both sides
            try (TestApp second = app().start()) {
                patiently().until(() -> second.streams().state() == KafkaStreams.State.RUNNING);
                // A quick machine answers any fixed number before it is looked at: more come until both are seen at
                // work.
                patiently().until(() -> {
                    images.writeMixed(500);
                    more.addAndGet(500);
                    return second.ledger().inFlight() > 0 && first.ledger().inFlight() > 0 && second.settled() > 50;
                });
            }

            // Then
            patiently().until(() -> outcomes.images() == IMAGES + more.get());
            assertExactlyOnceInOrder();
        }
    }

    @Test
    void shouldGiveEveryImageExactlyOneOutcomeUnderTheStreamsProtocol() {
        // When
        try (TestApp first = app().with("group.protocol", "streams").start()) {
            patiently().until(() -> first.settled() > 200 && first.ledger().inFlight() > 0);
        }

        // Then
        try (TestApp second = app().with("group.protocol", "streams").start()) {
            patiently().until(() -> outcomes.images() == IMAGES);
            assertThat(second.settled()).isPositive();
        }
        assertExactlyOnceInOrder();
    }

    @Test
    void shouldLoseNothingAtLeastOnceWhenClosedInMidFlight() {
        // Given
        TestApp.Builder builder = app().with(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);

        // When
        int inFlight;
        try (TestApp first = builder.start()) {
            patiently().until(() -> first.settled() > 200 && first.ledger().inFlight() > 20);
            inFlight = first.ledger().inFlight();
        }

        // Then
        try (TestApp second = builder.start()) {
            patiently().until(() -> outcomes.images() == IMAGES);
            assertThat(second.settled()).isPositive();
            assertThat(inFlight).isPositive();
        }
    }

    @Test
    void shouldCommitNothingWhileNothingComes() {
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

    private void assertExactlyOnceInOrder() {
        assertThat(outcomes.duplicated()).isZero();
        assertThat(outcomes.outOfOrder()).isZero();
        assertThat(outcomes.misplaced()).isZero();
    }
}
