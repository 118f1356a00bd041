package dev.consilium.schemas.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompactedTopicIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final RosterFixture fixture = RosterFixture.create();
    private final KafkaProducer<String, @Nullable String> producer = producer(fixture.connection());

    @AfterEach
    void close() {
        producer.close(Duration.ZERO);
    }

    @Test
    void shouldShowTheLastRecordOfEachKey() throws Exception {
        // Given
        put("a", "1");
        put("b", "1");
        put("a", "2");
        put("b", null);
        try (CompactedTopic<String> table = open(new StringDeserializer())) {
            // When
            Map<String, Row<String>> rows = table.readToEnd(LIMIT);

            // Then
            assertThat(rows).containsOnlyKeys("a");
            assertThat(rows.get("a").value()).isEqualTo("2");
        }
    }

    @Test
    void shouldFollowWhatComesLater() throws Exception {
        try (CompactedTopic<String> table = open(new StringDeserializer())) {
            // Given
            assertThat(table.readToEnd(LIMIT)).isEmpty();

            // When
            put("a", "1");

            // Then
            await().until(() -> table.follow(Duration.ofMillis(100), LIMIT));
            assertThat(table.rows().get("a").value()).isEqualTo("1");
        }
    }

    @Test
    void shouldNeverShowHalfOfATransaction() throws Exception {
        // Given
        Map<String, Object> config = fixture.connection().client();
        config.put("transactional.id", fixture.topics().roster());
        try (KafkaProducer<String, String> writer =
                        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
                CompactedTopic<String> table = open(new StringDeserializer())) {
            writer.initTransactions();
            writer.beginTransaction();
            writer.send(record("a", "1")).get();
            writer.send(record("b", "1")).get();
            assertThat(table.readToEnd(LIMIT)).isEmpty();
            assertThat(table.follow(Duration.ofMillis(300), LIMIT)).isFalse();

            // When
            writer.commitTransaction();

            // Then
            await().until(() -> table.follow(Duration.ofMillis(100), LIMIT));
            assertThat(table.rows()).containsOnlyKeys("a", "b");
        }
    }

    @Test
    void shouldKeepTheLastReadableRecordAndSayWhatIsUnreadable() throws Exception {
        // Given
        put("a", "1");
        put("a", "poison");
        put("b", "2");
        Deserializer<String> picky = (topic, bytes) -> {
            String text = new StringDeserializer().deserialize(topic, bytes);
            if (text.equals("poison")) {
                throw new SerializationException("not for me");
            }
            return text;
        };
        try (CompactedTopic<String> table = open(picky)) {
            // When
            Map<String, Row<String>> rows = table.readToEnd(LIMIT);

            // Then
            assertThat(rows.get("a").value()).isEqualTo("1");
            assertThat(rows.get("b").value()).isEqualTo("2");
            assertThat(table.unreadable()).containsExactly(Map.entry("a", "not for me"));
        }
    }

    @Test
    void shouldNameTheTopicThatDoesNotExist() {
        // Given
        Map<String, String> hurried = new HashMap<>();
        hurried.put("default.api.timeout.ms", "2000");
        hurried.put("request.timeout.ms", "2000");
        Connection connection = new Connection(
                fixture.connection().bootstrapServers(), fixture.connection().schemaRegistryUrl(), hurried);
        try (CompactedTopic<String> table =
                CompactedTopic.open(connection, "no-such-topic", new StringDeserializer())) {
            // When / Then
            assertThatThrownBy(() -> table.readToEnd(Duration.ofSeconds(2)))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("no-such-topic")
                    .hasMessageContaining(connection.bootstrapServers());
        }
    }

    private CompactedTopic<String> open(Deserializer<String> deserializer) {
        return CompactedTopic.open(fixture.connection(), fixture.topics().roster(), deserializer);
    }

    private void put(String key, @Nullable String value) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(fixture.topics().roster(), key, value))
                .get();
    }

    private ProducerRecord<String, String> record(String key, String value) {
        return new ProducerRecord<>(fixture.topics().roster(), key, value);
    }

    private static KafkaProducer<String, @Nullable String> producer(Connection connection) {
        return new KafkaProducer<>(connection.client(), new StringSerializer(), new StringSerializer());
    }
}
