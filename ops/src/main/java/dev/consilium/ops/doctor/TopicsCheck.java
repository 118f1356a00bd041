package dev.consilium.ops.doctor;

import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.Ok;
import dev.consilium.ops.doctor.Finding.Warning;
import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.TopicState;
import dev.consilium.schemas.Topics;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Whether the topics are there, as Consilium needs them.
 *
 * @param created whether the app creates those that are missing
 */
record TopicsCheck(Cluster cluster, Topics topics, boolean created) implements Check {

    @Override
    public Subject subject() {
        return Subject.TOPICS;
    }

    @Override
    public List<Finding> look() throws Exception {
        int brokers = cluster.brokers().size();
        return TopicSetup.look(cluster.admin(), topics).stream()
                .flatMap(state -> findings(state, brokers))
                .toList();
    }

    private Stream<Finding> findings(TopicState state, int brokers) {
        String topic = "topic " + state.name();
        if (state instanceof TopicState.Missing) {
            return Stream.of(
                    created
                            ? new Warning(
                                    topic,
                                    "is not there yet",
                                    "nothing: serve, publish and stack create it. To do it yourself: schemas/README.md")
                            : new Failed(
                                    topic,
                                    "is not there, and topics.create=false",
                                    "create it (schemas/README.md has its settings), or set topics.create=true"));
        }
        if (state instanceof TopicState.Present present) {
            return present.contradictions().isEmpty()
                    ? Stream.of(replication(topic, present, brokers))
                    : present.contradictions().stream()
                            .map(contradiction -> new Failed(topic, contradiction.found(), contradiction.cure()));
        }
        return Stream.of(new Failed(
                topic, ((TopicState.Hidden) state).reason(), Acl.grant("Describe", "--topic " + state.name())));
    }

    static Finding replication(String topic, TopicState.Present present, int brokers) {
        String found = present.partitions()
                + (present.partitions() == 1 ? " partition, " : " partitions, ")
                + present.replicas()
                + (present.replicas() == 1 ? " replica" : " replicas");
        int inSync = Integer.parseInt(present.settings().getOrDefault(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "1"));
        if (inSync > present.replicas()) {
            return new Failed(
                    topic,
                    found + ", but " + TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG + "=" + inSync
                            + ": no record is acknowledged",
                    "give it more replicas (kafka-reassign-partitions.sh), or lower the setting (kafka-configs.sh)");
        }
        return present.replicas() == 1 && brokers > 1
                ? new Warning(
                        topic,
                        found + " on " + brokers + " brokers: it is away, or lost, with one of them",
                        "give it more replicas (kafka-reassign-partitions.sh)")
                : new Ok(topic, found);
    }
}
