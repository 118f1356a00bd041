package dev.consilium.ops.demo;

import static dev.consilium.ops.PredictionFixture.opinion;
import static dev.consilium.ops.PredictionFixture.prediction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Prediction;
import dev.consilium.ops.CommittedTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class AuditIT {
    @Test
    void shouldCountCommittedAnswersOnBothTopicsAndNothingElse() {
        try (CommittedTopics kafka = new CommittedTopics("audit-");
                Audit audit = Audit.start(
                        kafka.connection(), kafka.topics(), Map.of("cat", "pets"), InstantSource.system())) {
            // When
            kafka.commit(answer(0));
            kafka.abort(answer(1));
            kafka.commit(deadLetter(kafka, 1));
            kafka.commit(answer(2), answer(2));

            // Then
            await().atMost(Duration.ofSeconds(30)).until(() -> audit.look(Findings::answers) == 4);
            audit.look(AuditIT::assertCounts);
        }
    }

    private static boolean assertCounts(Findings findings) {
        assertThat(findings.tally().answered()).isEqualTo(3);
        assertThat(findings.tally().lost(Map.of(0, 4L))).isEqualTo(1);
        assertThat(findings.tally().duplicated()).isEqualTo(1);
        assertThat(findings.tally().outOfOrder()).isZero();
        assertThat(findings.reasons()).isEqualTo(Map.of("not an image", 1L));
        assertThat(findings.score(Map.of("pets", "v1"))).isEqualTo(new Score(3, 3, 3, 3));
        return true;
    }

    private static Prediction answer(long offset) {
        return prediction(offset, Map.of("label", "cat"), opinion("pets", "v1", "cat", 0.9f));
    }

    private static ProducerRecord<byte[], byte[]> deadLetter(CommittedTopics kafka, long offset) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(kafka.topics().deadLetters(), new byte[] {1});
        Headers headers = letter.headers();
        headers.add("__streams.errors.partition", "0".getBytes(StandardCharsets.UTF_8));
        headers.add("__streams.errors.offset", Long.toString(offset).getBytes(StandardCharsets.UTF_8));
        headers.add("__streams.errors.message", "not an image".getBytes(StandardCharsets.UTF_8));
        return letter;
    }
}
