package dev.consilium.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.stack.SharedStack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicSetupIT {

    private static final short ONE = 1;

    private final Admin admin = Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, SharedStack.get().bootstrapServers()));
    private final Topics topics = Topics.defaults().prefixed(UUID.randomUUID() + "-");

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void shouldCreateEveryTopicWithItsSettings() throws Exception {
        // When
        TopicSetup.ensure(admin, topics, 3, ONE);

        // Then
        assertThat(partitions(topics.images())).isEqualTo(3);
        assertThat(partitions(topics.predictions())).isEqualTo(3);
        assertThat(partitions(topics.deadLetters())).isEqualTo(3);
        assertThat(List.of(topics.models(), topics.modelArtifacts(), topics.roster(), topics.rollouts()))
                .allSatisfy(topic -> assertThat(partitions(topic)).isEqualTo(1));
        assertThat(List.of(topics.models(), topics.modelArtifacts(), topics.roster()))
                .allSatisfy(
                        topic -> assertThat(setting(topic, "cleanup.policy")).isEqualTo("compact"));
        assertThat(List.of(topics.images(), topics.predictions(), topics.deadLetters(), topics.rollouts()))
                .allSatisfy(
                        topic -> assertThat(setting(topic, "cleanup.policy")).isEqualTo("delete"));
        assertThat(setting(topics.predictions(), "compression.type")).isEqualTo("uncompressed");
        assertThat(setting(topics.rollouts(), "retention.ms")).isEqualTo("2592000000");
        assertThat(Integer.parseInt(setting(topics.images(), "max.message.bytes")))
                .isGreaterThan(1 << 20);
    }

    @Test
    void shouldLookWithoutCreating() throws Exception {
        // Given
        admin.createTopics(List.of(new NewTopic(topics.models(), 2, ONE))).all().get();

        // When
        List<TopicState> states = TopicSetup.look(admin, topics);

        // Then
        assertThat(states).hasSize(7).first().isEqualTo(new TopicState.Missing(topics.images()));
        assertThat(states)
                .filteredOn(TopicState.Present.class::isInstance)
                .singleElement()
                .satisfies(state -> {
                    TopicState.Present models = (TopicState.Present) state;
                    assertThat(models.name()).isEqualTo(topics.models());
                    assertThat(models.partitions()).isEqualTo(2);
                    assertThat(models.replicas()).isEqualTo(1);
                    assertThat(models.contradictions())
                            .extracting(TopicState.Contradiction::found)
                            .anyMatch(found -> found.startsWith("partitions is 2, wanted is exactly 1"))
                            .anyMatch(found -> found.startsWith("cleanup.policy is delete, wanted is compact"));
                });
        assertThat(admin.listTopics().names().get()).doesNotContain(topics.images());
    }

    @Test
    void shouldDoNothingTheSecondTime() throws Exception {
        // Given
        TopicSetup.ensure(admin, topics, 2, ONE);

        // When
        TopicSetup.ensure(admin, topics, 7, ONE);

        // Then
        assertThat(partitions(topics.images())).isEqualTo(2);
        assertThat(partitions(topics.predictions())).isEqualTo(2);
    }

    @Test
    void shouldFollowTheImagesThatAreThere() throws Exception {
        // Given
        create(new NewTopic(topics.images(), 5, ONE));

        // When
        TopicSetup.ensure(admin, topics, 2, ONE);

        // Then
        assertThat(partitions(topics.predictions())).isEqualTo(5);
        assertThat(partitions(topics.deadLetters())).isEqualTo(5);
    }

    @Test
    void shouldLetInstancesRaceWithDifferentWishes() throws Exception {
        // When
        CompletableFuture.allOf(IntStream.rangeClosed(1, 4)
                        .mapToObj(partitions ->
                                CompletableFuture.runAsync(() -> TopicSetup.ensure(admin, topics, partitions, ONE)))
                        .toArray(CompletableFuture[]::new))
                .get();

        // Then
        assertThat(partitions(topics.predictions())).isEqualTo(partitions(topics.images()));
        assertThat(partitions(topics.deadLetters())).isEqualTo(partitions(topics.images()));
    }

    @Test
    void shouldNameEveryContradictionAtOnce() throws Exception {
        // Given
        create(new NewTopic(topics.images(), 4, ONE));
        create(new NewTopic(topics.predictions(), 3, ONE));
        create(new NewTopic(topics.models(), 1, ONE));
        create(new NewTopic(topics.roster(), 2, ONE).configs(Map.of("cleanup.policy", "compact")));
        create(new NewTopic(topics.modelArtifacts(), 1, ONE)
                .configs(Map.of("cleanup.policy", "compact", "max.message.bytes", "1000")));

        // When
        assertThatThrownBy(() -> TopicSetup.ensure(admin, topics, 4, ONE))

                // Then
                .isInstanceOf(TopicSetupException.class)
                .hasMessageContaining("topic '" + topics.predictions() + "': partitions is 3, wanted is at least 4")
                .hasMessageContaining("topic '" + topics.models() + "': cleanup.policy is delete, wanted is compact")
                .hasMessageContaining("--add-config cleanup.policy=compact")
                .hasMessageContaining("topic '" + topics.roster() + "': partitions is 2, wanted is exactly 1")
                .hasMessageContaining("topic '" + topics.modelArtifacts() + "': max.message.bytes is 1000");
    }

    @Test
    void shouldCheckWithoutCreating() throws Exception {
        // Given
        create(new NewTopic(topics.images(), 1, ONE));

        // When
        assertThatThrownBy(() -> TopicSetup.check(admin, topics))

                // Then
                .isInstanceOf(TopicSetupException.class)
                .hasMessageContaining("topic '" + topics.roster() + "' does not exist");
        assertThat(admin.listTopics().names().get()).contains(topics.images()).doesNotContain(topics.roster());
    }

    @Test
    void shouldNameTheTopicThatCannotBeCreated() {
        // When
        assertThatThrownBy(() -> TopicSetup.ensure(admin, topics, 1, (short) 3))

                // Then
                .isInstanceOf(TopicSetupException.class)
                .hasMessageContaining("topic '" + topics.images() + "' could not be created")
                .hasMessageContaining("use a smaller replication factor");
    }

    private void create(NewTopic topic) throws Exception {
        admin.createTopics(List.of(topic)).all().get();
    }

    private int partitions(String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
    }

    private String setting(String topic, String name) throws Exception {
        return admin.describeConfigs(List.of(new ConfigResource(ConfigResource.Type.TOPIC, topic)))
                .all()
                .get()
                .values()
                .iterator()
                .next()
                .get(name)
                .value();
    }
}
