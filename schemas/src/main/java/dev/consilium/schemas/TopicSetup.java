package dev.consilium.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the topics into being, once, whoever asks and however often.
 *
 * <p>Topics that exist stay as they are: partitions and retention are their owner's choice. Only where an existing one contradicts what
 * Consilium relies on is that an error. {@code images} comes first, and the others follow the partitions that it then really has, so that
 * instances that race with different wishes agree.
 */
public final class TopicSetup {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);

    private static final short BROKERS_DEFAULT = -1;

    private TopicSetup() {}

    /**
     * Creates what is missing and checks what is there.
     *
     * @param imagePartitions partitions of {@code images} should it have to be created
     * @param replicationFactor for topics that are created; -1 takes the brokers' default
     * @throws TopicSetupException naming topic, setting, found, wanted and what to do; all contradictions at once
     */
    public static void ensure(Admin admin, Topics topics, int imagePartitions, short replicationFactor) {
        TopicAdmin cluster = new TopicAdmin(admin);
        TopicPlan images = TopicPlan.images(topics, imagePartitions);
        if (cluster.find(images.name()).isEmpty()) {
            create(cluster, images, replicationFactor);
        }
        List<TopicPlan> others =
                TopicPlan.others(topics, cluster.await(images.name()).partitions());
        List<TopicState> states = new ArrayList<>();
        for (TopicPlan plan : others) {
            Optional<TopicFound> found = cluster.find(plan.name());
            if (found.isEmpty()) {
                create(cluster, plan, replicationFactor);
                found = Optional.of(cluster.await(plan.name()));
            }
            // Also what was just created: another instance may have been faster, with other wishes.
            found.ifPresent(topic -> states.add(topic.beside(plan)));
        }
        requireNoProblem(states);
    }

    /**
     * Checks the topics that exist and creates nothing.
     *
     * @throws TopicSetupException as {@link #ensure}; also when a topic is missing
     */
    public static void check(Admin admin, Topics topics) {
        requireNoProblem(look(admin, topics));
    }

    /**
     * The same for one more topic: of a single partition, with the last record of each key.
     *
     * @param because why another {@code cleanup.policy} cannot be lived with
     * @throws TopicSetupException as {@link #ensure}
     */
    public static void ensureCompacted(Admin admin, String topic, String because) {
        TopicAdmin cluster = new TopicAdmin(admin);
        TopicPlan plan = TopicPlan.compacted(topic, 0, because);
        if (cluster.find(topic).isEmpty()) {
            create(cluster, plan, BROKERS_DEFAULT);
        }
        requireNoProblem(List.of(cluster.await(topic).beside(plan)));
    }

    /**
     * What tells a topic from others, and from one of another cluster or time that has its name.
     *
     * @throws TopicSetupException when there is no such topic, or the brokers do not answer
     */
    public static Uuid idOf(Admin admin, String topic) {
        return new TopicAdmin(admin).id(topic);
    }

    /** How the topics stand, {@code images} first; creates nothing, and what one of them hides says nothing about the others. */
    public static List<TopicState> look(Admin admin, Topics topics) {
        TopicAdmin cluster = new TopicAdmin(admin);
        List<TopicState> states = new ArrayList<>();
        TopicState images = look(cluster, TopicPlan.images(topics, 1));
        states.add(images);
        int partitions = images instanceof TopicState.Present present ? present.partitions() : 1;
        TopicPlan.others(topics, partitions).forEach(plan -> states.add(look(cluster, plan)));
        return states;
    }

    private static TopicState look(TopicAdmin cluster, TopicPlan plan) {
        try {
            return cluster.find(plan.name())
                    .<TopicState>map(found -> found.beside(plan))
                    .orElseGet(() -> new TopicState.Missing(plan.name()));
        } catch (TopicSetupException e) {
            return new TopicState.Hidden(plan.name(), String.valueOf(e.getMessage()));
        }
    }

    private static void create(TopicAdmin cluster, TopicPlan plan, short replicationFactor) {
        if (cluster.create(plan.toNewTopic(replicationFactor))) {
            LOG.atInfo()
                    .addKeyValue("topic", plan.name())
                    .addKeyValue("partitions", plan.partitions())
                    .addKeyValue("settings", plan.settings())
                    .log("topic created");
        }
    }

    private static void requireNoProblem(List<TopicState> states) {
        List<String> problems =
                states.stream().flatMap(state -> state.problems().stream()).toList();
        if (!problems.isEmpty()) {
            throw new TopicSetupException(String.join("\n", problems));
        }
    }
}
