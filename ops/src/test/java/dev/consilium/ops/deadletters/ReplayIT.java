package dev.consilium.ops.deadletters;

import static dev.consilium.ops.deadletters.DeadLettersFixture.image;
import static dev.consilium.ops.deadletters.DeadLettersFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Replays on a real broker of dead letters that are written by hand, whatever may come between. */
class ReplayIT {

    @TempDir
    Path folder;

    private DeadLettersFixture letters;

    @BeforeEach
    void createTopics(TestInfo test) throws Exception {
        letters = new DeadLettersFixture(test.getTestMethod().orElseThrow().getName() + "-", folder);
    }

    @AfterEach
    void close() {
        letters.close();
    }

    @Test
    void shouldSendTheRecordAsItWas() {
        // Given: an image that was a dead letter of somebody else's before
        byte[] value = letters.bytes(image("cat", new byte[] {1, 2, 3}));
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(letters.kafka.topics().deadLetters(), 0, 12_345L, utf8("key"), value);
        letter.headers().add("traceparent", utf8("trace")).add("__streams.errors.message", utf8("somebody else's"));
        letters.explain(letter, "BadImageException", 7);
        letters.kafka.commit(letter);

        // When
        int code = replay("--all");

        // Then
        assertThat(code).as(letters.errors).isZero();
        assertThat(letters.images()).singleElement().satisfies(image -> {
            assertThat(image.key()).isEqualTo(utf8("key"));
            assertThat(image.value()).isEqualTo(value);
            assertThat(image.timestamp()).isEqualTo(12_345L);
            assertThat(List.of(image.headers().toArray()))
                    .extracting(Header::key, header -> new String(header.value(), StandardCharsets.UTF_8))
                    .containsExactly(
                            tuple("traceparent", "trace"), tuple("__streams.errors.message", "somebody else's"));
        });
    }

    @Test
    void shouldSendEachOnceThoughTheCommandIsKilledAndRunAgain() {
        // Given
        commit("a", "BadImageException", 0);
        commit("b", "BadImageException", 1);

        // When: everything is sent, nothing committed
        try (KilledReplay killed = new KilledReplay()) {
            assertThat(letters.run(killed, "--all")).isEqualTo(1);
            assertThat(letters.errors).isEqualTo("killed");
            assertThat(letters.images()).isEmpty();

            // And: by the next one, twice
            assertThat(replay("--all")).as(letters.errors).isZero();
            assertThat(letters.out).contains("2 images sent", "0 of 2 dead letters had been replayed before");
            assertThat(replay("--all")).isZero();
        }

        // Then
        assertThat(letters.out).contains("0 images sent", "2 of 2 dead letters had been replayed before");
        assertThat(letters.images()).extracting(ReplayIT::key).containsExactly("a", "b");
    }

    @Test
    void shouldFenceWhoReplaysAtTheSameTime() {
        // Given: one that has begun
        commit("a", "BadImageException", 0);
        String deadLetters = letters.kafka.topics().deadLetters();
        try (ReplayTransactions first =
                new ReplayTransactions(ReplayTransactions.producer(letters.kafka.connection(), deadLetters))) {
            // When: another one
            assertThat(replay("--all")).isZero();

            // Then
            first.add(new ProducerRecord<>(letters.kafka.topics().images(), 0, utf8("a"), new byte[1]), mark());
            assertThatThrownBy(first::commit)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another replay has taken over");
        }
        assertThat(letters.images()).hasSize(1);
    }

    @Test
    void shouldLeaveOpenWhatIsNotMeant() throws Exception {
        // Given
        commit("a", "BadImageException", 0);
        commit("b", "MissingOpinionException", 1);
        commit("c", "BadImageException", 2);
        commit("d", "CrashedException", 3);

        // When
        assertThat(replay("--reason", "BadImageException")).isZero();
        assertThat(replay("--reason", "dev.consilium.test.MissingOpinionException", "--dry-run"))
                .isZero();
        assertThat(letters.out).contains("1 images would be sent");
        assertThat(replay("--image-id", "d")).isZero();

        // Then
        assertThat(letters.images()).extracting(ReplayIT::key).containsExactly("a", "c", "d");
        Path json = folder.resolve("list.json");
        assertThat(letters.run(new ListDeadLetters(), "--json", json.toString()))
                .isZero();
        JsonNode figures = new ObjectMapper().readTree(json.toFile());
        assertThat(figures.get("deadLetters").asLong()).isEqualTo(4);
        assertThat(figures.get("replayed").asLong()).isEqualTo(3);
        assertThat(replay("--all")).isZero();
        assertThat(letters.images()).extracting(ReplayIT::key).containsExactly("a", "c", "d", "b");
    }

    @Test
    void shouldReadAtItsSourceWhatDidNotFitIntoTheLetter() {
        // Given: one whose image is there, and one whose image is not
        byte[] value = letters.bytes(image("large", new byte[1_000]));
        letters.kafka.commit(new ProducerRecord<>(letters.kafka.topics().images(), 0, utf8("large"), value));
        letters.kafka.commit(letters.letter("large", null, "BadImageException", 0));
        letters.kafka.commit(letters.letter("gone", null, "BadImageException", 99));

        // When
        int code = replay("--all");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(letters.out).contains("1 images sent", "1 cannot be replayed: its image is not in it");
        assertThat(letters.images())
                .hasSize(2)
                .allSatisfy(image -> assertThat(image.value()).isEqualTo(value));
    }

    @Test
    void shouldForgetTheMarksOfLettersThatAreGone() throws Exception {
        // Given
        commit("a", "BadImageException", 0);
        assertThat(replay("--all")).isZero();
        TopicPartition partition = new TopicPartition(letters.kafka.topics().deadLetters(), 0);
        try (Admin admin = letters.kafka.connection().admin()) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }
        commit("b", "BadImageException", 1);

        // When
        assertThat(replay("--all")).isZero();

        // Then
        List<ConsumerRecord<byte[], byte[]>> marks =
                letters.records(ReplayMarks.topicOf(letters.kafka.topics().deadLetters()));
        assertThat(marks).extracting(mark -> mark.value() == null).containsExactly(false, true, false);
        assertThat(marks.get(1).key()).isEqualTo(marks.get(0).key());
        assertThat(letters.images()).extracting(ReplayIT::key).containsExactly("a", "b");
    }

    private int replay(String... arguments) {
        return letters.run(new ReplayDeadLetters(), arguments);
    }

    private void commit(String id, String exception, long offset) {
        letters.kafka.commit(letters.letter(id, letters.bytes(image(id, new byte[] {1})), exception, offset));
    }

    private ProducerRecord<byte[], byte[]> mark() {
        return new ProducerRecord<>(
                ReplayMarks.topicOf(letters.kafka.topics().deadLetters()), utf8("any/0/0"), utf8("now"));
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }
}
