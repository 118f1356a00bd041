package dev.consilium.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.history.PredictionRecords;
import dev.consilium.schemas.history.Stretch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** The services of {@code docker-compose.yml}; runs where a Docker engine answers. */
class ContainersIT {

    private static final Topics TOPICS = Topics.defaults();
    private static final int PARTITIONS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path cache;

    @BeforeEach
    void requireEngine() {
        assumeThat(DockerClientFactory.instance().isDockerAvailable())
                .as("SKIPPED: no Docker engine answers")
                .isTrue();
    }

    @Test
    void shouldAnswerEveryImageOnContainers() throws Exception {
        try (ComposedContainers containers = new ComposedContainers()) {
            containers.start();

            assertThat(new SeedScene(containers.connection(), "containers", cache).play())
                    .hasSize(1000);
        }
    }

    @Test
    void shouldAnswerEveryImageOnceAndInOrderWhileInstancesRestart() throws Exception {
        assumeThat(ComposedContainers.isBuilt())
                .as("SKIPPED: there is no image of the app, docker compose build makes it")
                .isTrue();
        try (ComposedContainers containers = new ComposedContainers();
                GenericContainer<?> first = containers.service("app-1");
                GenericContainer<?> second = containers.service("app-2");
                GenericContainer<?> producer = containers.service("producer")) {
            // Given: two instances that answer
            containers.start();
            Connection connection = containers.connection();
            try (Admin admin = connection.admin()) {
                TopicSetup.ensure(admin, TOPICS, PARTITIONS, (short) 1);
            }
            SeedScene.publish(connection, TOPICS);
            first.start();
            second.start();
            producer.withCommand("produce", "/demo-data", "--loop", "--rate", "200")
                    .start();
            await().atMost(LIMIT).until(() -> count(connection) > 0);

            // When
            restart(first);
            restart(second);

            // Then
            producer.stop();
            long images = images(connection);
            await().atMost(LIMIT).until(() -> count(connection) >= images);
            assertThat(answers(connection))
                    .hasSize(PARTITIONS)
                    .allSatisfy(offsets -> assertThat(offsets)
                            .isEqualTo(
                                    LongStream.range(0, offsets.size()).boxed().toList()));
        }
    }

    /** As {@code docker compose restart}: the same container, with what it keeps in its volume. */
    private static void restart(GenericContainer<?> app) {
        app.getDockerClient().restartContainerCmd(app.getContainerId()).exec();
        await().atMost(LIMIT).until(app::isHealthy);
    }

    private static long images(Connection connection) throws Exception {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            ends.put(new TopicPartition(TOPICS.images(), partition), OffsetSpec.latest());
        }
        try (Admin admin = connection.admin()) {
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }

    private static long count(Connection connection) {
        return answers(connection).stream().mapToLong(List::size).sum();
    }

    /** For each partition, the offsets of the images that its committed predictions answer. */
    private static List<List<Long>> answers(Connection connection) {
        List<List<Long>> answers = new ArrayList<>();
        try (PredictionRecords predictions = new PredictionRecords(connection, TOPICS.predictions())) {
            for (Stretch stretch : predictions.stretches(Optional.empty())) {
                List<Long> offsets = new ArrayList<>();
                predictions.read(
                        stretch,
                        prediction -> offsets.add(prediction.getSource().getOffset()));
                answers.add(offsets);
            }
        }
        return answers;
    }
}
