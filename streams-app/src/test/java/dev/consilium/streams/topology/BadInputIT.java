package dev.consilium.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Image;
import dev.consilium.schemas.DeadLetterHeaders;
import dev.consilium.specialist.corpus.Outcome.Refused;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.stack.SharedStack;
import dev.consilium.stack.Stack;
import dev.consilium.streams.fixture.DocumentTable;
import dev.consilium.streams.fixture.OutcomeRecord;
import dev.consilium.streams.fixture.Outcomes;
import dev.consilium.streams.fixture.TestApp;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.fixture.TestTopics;
import dev.consilium.streams.metrics.Metric;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records that are no images, and odd ones that are: each has the outcome that docs/bad-input.md promises, and the stream goes on. */
class BadInputIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Stack stack = SharedStack.get();
    private final TestTopics topics =
            TestTopics.create(stack.bootstrapServers(), 1, Map.of("max.message.bytes", "10000000"));
    private final TestImages images = new TestImages(topics, stack.schemaRegistryUrl());
    private final Outcomes outcomes = new Outcomes(topics, stack.schemaRegistryUrl());

    @AfterEach
    void close() {
        images.close();
        outcomes.close();
    }

    /** The whole corpus in one go; its table stands in docs/bad-input.md. */
    @Test
    void shouldGiveEveryInputItsDocumentedOutcome() throws Exception {
        // Given
        List<RecordKind> kinds = RecordKinds.of(topics.names().images(), stack.schemaRegistryUrl(), images);
        new DocumentTable("| input | inputs | outcome |\n|---|---|---|\n"
                        + kinds.stream().map(RecordKind::row).collect(Collectors.joining()))
                .assertIsIn("bad-input.md");
        List<Input> inputs = kinds.stream()
                .flatMap(kind -> kind.records().entrySet().stream()
                        .map(record -> new Input(kind, record.getKey(), record.getValue())))
                .toList();
        images.write(inputs.stream().map(Input::record).toList());

        // When
        try (TestApp app = TestApp.on(topics, stack.schemaRegistryUrl()).start()) {
            await().atMost(LIMIT).until(() -> outcomes.images() == inputs.size());

            // Then
            assertThat(app.policy().gaveUp()).isEmpty();
            assertThat(app.failedThreads()).isZero();
            assertThat(counted(app)).isEqualTo(expected(kinds));
        }
        assertThat(outcomes.duplicated()).isZero();
        assertThat(outcomes.outOfOrder()).isZero();
        assertThat(outcomes.misplaced()).isZero();
        for (OutcomeRecord outcome : outcomes.seen()) {
            inputs.get((int) outcome.sourceOffset()).assertBecame(outcome);
        }
    }

    private static Map<String, Long> counted(TestApp app) {
        return app.meters().find(Metric.DEAD_LETTERS.id()).counters().stream()
                .filter(counter -> counter.count() > 0)
                .collect(Collectors.toMap(
                        counter -> counter.getId().getTag("reason"), counter -> (long) counter.count()));
    }

    private static Map<String, Long> expected(List<RecordKind> kinds) {
        return kinds.stream()
                .filter(kind -> kind.outcome() instanceof Refused)
                .collect(Collectors.groupingBy(
                        kind -> ((Refused) kind.outcome()).exception(),
                        Collectors.summingLong(kind -> kind.records().size())));
    }

    private record Input(RecordKind kind, String name, ProducerRecord<byte[], byte[]> record) {

        void assertBecame(OutcomeRecord outcome) {
            assertThat(outcome.prediction()).as(toString()).isEqualTo(!(kind.outcome() instanceof Refused));
            if (kind.outcome() instanceof Refused refused) {
                assertThat(outcome.header(DeadLetterHeaders.EXCEPTION))
                        .as(toString())
                        .endsWith("." + refused.exception());
                assertThat(withoutNote(outcome.header(DeadLetterHeaders.MESSAGE)))
                        .as(toString())
                        .matches(refused::fits, refused.reason());
                assertThat(outcome.header(DeadLetterHeaders.TOPIC))
                        .as(toString())
                        .isEqualTo(record.topic());
                assertThat(outcome.record().value()).as(toString()).isIn(record.value(), null);
            } else {
                assertThat(outcome.record().key()).as(toString()).isEqualTo(record.key());
                assertThat(outcome.record().headers().toArray())
                        .as(toString())
                        .startsWith(record.headers().toArray());
            }
        }

        /** What a dead letter adds when it leaves the value out. */
        private static String withoutNote(String message) {
            int note = message.indexOf(" [the value of ");
            return note < 0 ? message : message.substring(0, note);
        }

        @Override
        public String toString() {
            return kind.input() + ": " + name;
        }
    }

    @Test
    void shouldKeepTheBytesOfABadRecordUnlessTheyAreTooMany() {
        // Given
        byte[] small = "no avro at all".getBytes(StandardCharsets.UTF_8);
        images.write(TestImages.noise("first", 1));
        images.writeBytes(small);
        images.writeBytes(images.bytes(TestImages.file("fat", new byte[5_000_000])));
        images.write(TestImages.file("last", TestImages.encoded("png", 2)));

        // When
        try (TestApp app = TestApp.on(topics, stack.schemaRegistryUrl()).start()) {
            await().atMost(LIMIT).until(() -> outcomes.images() == 4);
            assertThat(app.policy().gaveUp()).isEmpty();
        }

        // Then
        assertThat(predictedIds()).containsExactly("first", "last");
        List<OutcomeRecord> letters = deadLetters();
        assertThat(letters).extracting(OutcomeRecord::sourceOffset).containsExactly(1L, 2L);
        assertThat(letters)
                .allSatisfy(letter -> assertThat(letter.header("traceparent")).isEqualTo("trace of " + key(letter)));
        assertThat(letters.get(0).record().value()).isEqualTo(small);
        // It would not fit into a record of the dead-letters topic: it stays where it is, and the letter says where.
        assertThat(letters.get(1).record().value()).isNull();
        assertThat(letters.get(1).header(DeadLetterHeaders.MESSAGE))
                .contains("left out")
                .contains(topics.names().images() + "-0-2");
    }

    @Test
    void shouldFailOnlyTheImageThatASpecialistCannotJudge() {
        // Given
        Map<String, TinyModule> modules = new LinkedHashMap<>();
        modules.put("low", TinyModule.LOW);
        modules.put("nan", TinyModule.NAN_ON_BLACK);
        images.write(TestImages.noise("first", 1));
        images.write(TestImages.black("black"));
        images.write(TestImages.noise("last", 2));

        // When
        try (TestApp app = TestApp.on(topics, stack.schemaRegistryUrl())
                .withModules(modules)
                .start()) {
            await().atMost(LIMIT).until(() -> outcomes.images() == 3);
            assertThat(app.policy().gaveUp()).isEmpty();
        }

        // Then
        assertThat(predictedIds()).containsExactly("first", "last");
        assertThat(deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.header(DeadLetterHeaders.EXCEPTION)).isEqualTo(MissingOpinionException.class.getName());
            assertThat(letter.header(DeadLetterHeaders.MESSAGE))
                    .contains("nan@v-nan-on-black")
                    .contains("NaN");
        });
    }

    @Test
    void shouldReplaceTooLargeOutcomeByDeadLetter() {
        // Given: attributes are carried to the prediction, which then exceeds what a record may have
        Image fat = new Image(
                "fat",
                TestImages.noise("fat", 1).getContent(),
                "image/x-rgb8",
                32,
                32,
                Map.of("novel", "x".repeat(20_000)));
        images.write(fat);
        images.write(TestImages.noise("last", 2));

        // When
        try (TestApp app = TestApp.on(topics, stack.schemaRegistryUrl())
                .withConfig(config -> config.withMaxOutcomeBytes(10_000))
                .start()) {
            await().atMost(LIMIT).until(() -> outcomes.images() == 2);
            assertThat(app.policy().gaveUp()).isEmpty();
        }

        // Then
        assertThat(predictedIds()).containsExactly("last");
        assertThat(deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.header(DeadLetterHeaders.EXCEPTION))
                        .isEqualTo(OutcomeTooLargeException.class.getName()));
    }

    private List<String> predictedIds() {
        return outcomes.seen().stream()
                .filter(OutcomeRecord::prediction)
                .map(outcome -> outcomes.prediction(outcome.record()).getImageId())
                .toList();
    }

    private List<OutcomeRecord> deadLetters() {
        return outcomes.seen().stream().filter(outcome -> !outcome.prediction()).toList();
    }

    private static String key(OutcomeRecord outcome) {
        return new String(outcome.record().key(), StandardCharsets.UTF_8);
    }
}
