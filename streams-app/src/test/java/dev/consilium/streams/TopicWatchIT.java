package dev.consilium.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.stack.SharedStack;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TopicWatchIT {

    private final Connection connection = Connection.to(
            SharedStack.get().bootstrapServers(), SharedStack.get().schemaRegistryUrl());
    private final Topics topics = Topics.defaults().prefixed("watched-");

    @Test
    void shouldSeeThatImagesGrewBeyondPredictionsAndThatTheyCaughtUp() throws Exception {
        try (Admin admin = connection.admin();
                TopicWatch watch = new TopicWatch(connection, topics)) {
            // Given
            TopicSetup.ensure(admin, topics, 2, (short) 1);
            watch.look();
            assertThat(watch.problem()).isEmpty();

            // When
            grow(admin, topics.images());

            // Then
            Awaitility.await().untilAsserted(() -> {
                watch.look();
                assertThat(watch.problem())
                        .hasValueSatisfying(problem -> assertThat(problem)
                                .contains(topics.predictions())
                                .contains("3"));
            });
            grow(admin, topics.predictions());
            grow(admin, topics.deadLetters());
            Awaitility.await().untilAsserted(() -> {
                watch.look();
                assertThat(watch.problem()).isEmpty();
            });
        }
    }

    private static void grow(Admin admin, String topic) throws Exception {
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3))).all().get();
    }
}
