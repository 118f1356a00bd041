package dev.consilium.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Prediction;
import dev.consilium.schemas.registry.AvroSerdes;
import dev.consilium.schemas.registry.RealConfluentSerde;
import dev.consilium.stack.SharedStack;
import dev.consilium.stack.Stack;
import dev.consilium.streams.fixture.OutcomeRecord;
import dev.consilium.streams.fixture.Outcomes;
import dev.consilium.streams.fixture.TestApp;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.fixture.TestTopics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Images through the whole app on a real broker and a real registry. */
class ConsultationIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Stack stack = SharedStack.get();
    private final TestTopics topics = TestTopics.create(stack.bootstrapServers(), 3);

    @Test
    void shouldPredictEveryImageOnceInOrderInItsPartition() {
        try (TestImages images = new TestImages(topics, stack.schemaRegistryUrl());
                Outcomes outcomes = new Outcomes(topics, stack.schemaRegistryUrl());
                TestApp app = TestApp.on(topics, stack.schemaRegistryUrl()).start()) {
            // When
            images.writeNoise(2_000);

            // Then
            await().atMost(LIMIT).until(() -> outcomes.images() >= 2_000);
            assertThat(outcomes.duplicated()).isZero();
            assertThat(outcomes.outOfOrder()).isZero();
            assertThat(outcomes.misplaced()).isZero();
            assertThat(outcomes.seen()).allMatch(OutcomeRecord::prediction);
            OutcomeRecord first = outcomes.seen().get(0);
            Prediction prediction = outcomes.prediction(first.record());
            String key = new String(first.record().key(), StandardCharsets.UTF_8);
            assertThat(prediction.getConsultation()).hasSize(2);
            assertThat(prediction.getAttributes()).containsEntry("origin", "test");
            assertThat(prediction.getImageId()).isEqualTo(key.replace("key", "image"));
            assertThat(first.header("traceparent")).isEqualTo("trace of " + key);
            await().atMost(LIMIT).until(() -> app.ledger().inFlight() == 0);
        }
    }

    @Test
    void shouldDoTheSameWithConfluentsOwnSerde() {
        // Given: what is no image, and what has a schema id that nobody knows, must not look like an outage
        try (TestImages images = new TestImages(topics, stack.schemaRegistryUrl());
                Outcomes outcomes = new Outcomes(topics, stack.schemaRegistryUrl());
                TestApp app = TestApp.on(topics, stack.schemaRegistryUrl())
                        .withSerde(AvroSerdes.SERDE_CLASS, RealConfluentSerde.class.getName())
                        .start()) {
            images.writeBytes("no image".getBytes(StandardCharsets.UTF_8));
            byte[] unknown = images.bytes(TestImages.noise("unknown", 1));
            images.writeBytes(ByteBuffer.wrap(unknown).putInt(1, 987_654).array());

            // When
            images.writeNoise(300);

            // Then
            await().atMost(LIMIT).until(() -> outcomes.images() == 302);
            assertThat(outcomes.duplicated()).isZero();
            assertThat(outcomes.outOfOrder()).isZero();
            assertThat(outcomes.seen().stream().filter(OutcomeRecord::prediction))
                    .hasSize(300);
            assertThat(app.line().stopped()).isEmpty();
        }
    }
}
