package dev.consilium.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Prediction;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.stack.SharedStack;
import dev.consilium.stack.Stack;
import dev.consilium.streams.circuit.BackOff;
import dev.consilium.streams.fixture.OutcomeRecord;
import dev.consilium.streams.fixture.Outcomes;
import dev.consilium.streams.fixture.TestApp;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.fixture.TestTopics;
import dev.consilium.streams.scoring.ScoringSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A specialist whose opinion every image needs cannot answer for a while: images wait, and none becomes a dead letter. */
class PassingFaultIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int IMAGES = 100;

    private final Stack stack = SharedStack.get();
    private final TestTopics topics = TestTopics.create(stack.bootstrapServers(), 1, Map.of());
    private final TestImages images = new TestImages(topics, stack.schemaRegistryUrl());
    private final Outcomes outcomes = new Outcomes(topics, stack.schemaRegistryUrl());

    @AfterEach
    void close() {
        images.close();
        outcomes.close();
    }

    @Test
    void shouldAnswerEveryImageOnceAFaultHasPassed() {
        // Given
        Map<String, TinyModule> modules = new LinkedHashMap<>();
        modules.put("low", TinyModule.LOW);
        modules.put("ill", TinyModule.ILL_FROM_BLACK);
        ScoringSettings scoring = new ScoringSettings(32, Duration.ofMillis(2), 2, 4_096, ImageLimits.defaults(), false)
                .withPatience(Duration.ofSeconds(10), new BackOff(Duration.ofMillis(100), Duration.ofMillis(400)));
        for (int i = 0; i < IMAGES; i++) {
            images.write(i == IMAGES / 2 ? TestImages.black("image-" + i) : TestImages.noise("image-" + i, i));
        }

        // When
        try (TestApp app = TestApp.on(topics, stack.schemaRegistryUrl())
                .withModules(modules)
                .withScoring(scoring)
                .start()) {
            await().atMost(LIMIT).until(() -> outcomes.images() == IMAGES);
            assertThat(app.policy().gaveUp()).isEmpty();
            assertThat(app.meters()
                            .get("consilium.circuit")
                            .tags("specialist", "ill", "state", "open")
                            .counter()
                            .count())
                    .as("it was ill")
                    .isPositive();
        }

        // Then
        assertThat(outcomes.duplicated()).isZero();
        assertThat(outcomes.outOfOrder()).isZero();
        assertThat(outcomes.seen()).allMatch(OutcomeRecord::prediction);
        assertThat(outcomes.seen().stream().map(outcome -> outcomes.prediction(outcome.record())))
                .extracting(Prediction::getOutcome)
                .containsOnly(dev.consilium.avro.Outcome.DECIDED);
    }
}
