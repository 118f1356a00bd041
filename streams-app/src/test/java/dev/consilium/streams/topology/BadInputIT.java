package dev.consilium.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Image;
import dev.consilium.schemas.DeadLetterHeaders;
import dev.consilium.specialist.fixture.TinyModule;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records that are no images: each leaves a dead letter that names the reason, and the stream goes on. */
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

    @Test
    void shouldBuryEachBadRecordWithItsReasonAndGoOn() {
        // Given: between two good images, whatever can be wrong
        Map<String, byte[]> bad = new LinkedHashMap<>();
        bad.put("not Avro", "no avro at all".getBytes(StandardCharsets.UTF_8));
        bad.put("two bytes", new byte[] {0, 0});
        bad.put("unknown schema id", unknownSchemaId());
        bad.put("empty content", images.bytes(TestImages.file("empty", new byte[0])));
        bad.put("garbage", images.bytes(TestImages.file("garbage", random(500))));
        bad.put("truncated JPEG", images.bytes(TestImages.file("cut", half(TestImages.encoded("jpg", 1)))));
        bad.put("giant PNG", images.bytes(TestImages.file("giant", pngDeclaring(20_000))));
        bad.put("wrong raw length", images.bytes(TestImages.raw("short", new byte[100])));
        bad.put("5 MB", images.bytes(TestImages.file("fat", random(5_000_000))));

        // When
        images.write(TestImages.noise("first", 1));
        bad.values().forEach(images::writeBytes);
        images.write(TestImages.file("last", TestImages.encoded("png", 2)));

        // Then
        try (TestApp app = TestApp.on(topics, stack.schemaRegistryUrl()).start()) {
            await().atMost(LIMIT).until(() -> outcomes.images() == bad.size() + 2);
            assertThat(app.policy().gaveUp()).isEmpty();
        }
        assertThat(outcomes.duplicated()).isZero();
        assertThat(outcomes.outOfOrder()).isZero();
        assertThat(predictedIds()).containsExactly("first", "last");
        List<OutcomeRecord> letters = deadLetters();
        assertThat(letters).hasSize(bad.size());
        assertThat(letters).extracting(OutcomeRecord::sourceOffset).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.header(DeadLetterHeaders.EXCEPTION)).contains("Exception");
            assertThat(letter.header(DeadLetterHeaders.MESSAGE)).isNotBlank();
            assertThat(letter.header(DeadLetterHeaders.TOPIC))
                    .isEqualTo(topics.names().images());
            assertThat(letter.header("traceparent")).isEqualTo("trace of " + key(letter));
        });
        List<byte[]> values = List.copyOf(bad.values());
        for (int i = 0; i < values.size() - 1; i++) {
            assertThat(letters.get(i).record().value()).isEqualTo(values.get(i));
        }
        // The last one would not fit into a record of the dead-letters topic: it stays where it is, and the letter says
        // where.
        assertThat(letters.get(8).record().value()).isNull();
        assertThat(letters.get(8).header(DeadLetterHeaders.MESSAGE))
                .contains("left out")
                .contains(topics.names().images() + "-0-9");
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

    private byte[] unknownSchemaId() {
        byte[] image = images.bytes(TestImages.noise("unknown", 3));
        return ByteBuffer.wrap(image).putInt(1, 987_654).array();
    }

    private static byte[] half(byte[] file) {
        return Arrays.copyOf(file, file.length / 2);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** A small PNG file whose header says that it is a square of this side. */
    private static byte[] pngDeclaring(int side) {
        byte[] png = TestImages.encoded("png", 4);
        int header = 8 + 4; // signature and length of the IHDR chunk, whose checksum covers type and data
        ByteBuffer.wrap(png).putInt(header + 4, side).putInt(header + 8, side);
        CRC32 checksum = new CRC32();
        checksum.update(png, header, 4 + 13);
        ByteBuffer.wrap(png).putInt(header + 4 + 13, (int) checksum.getValue());
        return png;
    }
}
