package dev.consilium.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.stack.SharedStack;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TopicWatchIT {

    private final Connection connection = Connection.to(
            SharedStack.get().bootstrapServers(), SharedStack.get().schemaRegistryUrl());
    private final Topics topics = Topics.defaults().prefixed("watched-");

    @Test
    void shouldSeeThatImagesGrewBeyondPredictionsAndThatTheyCaughtUp() throws Exception {
        try (Admin admin = connection.admin();
                TopicWatch watch = new TopicWatch(connection, topics, "watched")) {
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

    @Test
    void shouldSeeHowFarTheGroupIsBehindWhoeverHasThePartitions() throws Exception {
        Topics lagging = topics.prefixed("lagging-");
        try (Admin admin = connection.admin();
                TopicWatch watch = new TopicWatch(connection, lagging, "lagging")) {
            // Given
            TopicSetup.ensure(admin, lagging, 2, (short) 1);
            watch.look();
            assertThat(watch.lag()).isZero();

            // When
            sendTo(lagging.images(), 0, 3);
            sendTo(lagging.images(), 1, 4);

            // Then
            watch.look();
            assertThat(watch.lag()).isEqualTo(7);
            commit(admin, "lagging", new TopicPartition(lagging.images(), 0), 2);
            watch.look();
            assertThat(watch.lag()).isEqualTo(5);
        }
    }

    @Test
    void shouldCountWhatRetentionRemovedBeforeItWasAnswered() throws Exception {
        Topics brief = topics.prefixed("overtaken-");
        TopicPartition partition = new TopicPartition(brief.images(), 0);
        try (Admin admin = connection.admin();
                TopicWatch watch = new TopicWatch(connection, brief, "overtaken")) {
            // Given
            TopicSetup.ensure(admin, brief, 2, (short) 1);
            sendTo(brief.images(), 0, 8);
            commit(admin, "overtaken", partition, 1);
            remove(admin, partition, 1);
            watch.look();
            assertThat(watch.overtaken()).isZero();

            // When
            remove(admin, partition, 3);
            watch.look();

            // Then: each once
            assertThat(watch.overtaken()).isEqualTo(2);
            remove(admin, partition, 5);
            watch.look();
            watch.look();
            assertThat(watch.overtaken()).isEqualTo(4);

            // And when the group has gone on
            commit(admin, "overtaken", partition, 6);
            remove(admin, partition, 6);
            watch.look();
            assertThat(watch.overtaken()).isEqualTo(4);
            assertThat(watch.lag()).isEqualTo(2);
        }
    }

    @Test
    void shouldNotGuessTheLagWhenItCannotBeLookedUp() {
        try (TopicWatch watch = new TopicWatch(connection, Topics.defaults().prefixed("missing-"), "missing")) {
            watch.look();

            assertThat(watch.lag()).isNaN();
        }
    }

    private void sendTo(String topic, int partition, int images) {
        try (var producer =
                new KafkaProducer<>(connection.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < images; i++) {
                var unused = producer.send(new ProducerRecord<>(topic, partition, null, new byte[] {1}));
            }
        }
    }

    private static void commit(Admin admin, String group, TopicPartition partition, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    /** As retention does. */
    private static void remove(Admin admin, TopicPartition partition, long before) throws Exception {
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before)))
                .all()
                .get();
    }

    private static void grow(Admin admin, String topic) throws Exception {
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3))).all().get();
    }
}
