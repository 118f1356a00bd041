package dev.consilium.schemas;

import dev.consilium.schemas.TopicState.Contradiction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic that exists.
 *
 * @param replicas of its first partition
 * @param settings its effective settings; empty when we may not read them, and then they are not judged
 */
record TopicFound(String name, int partitions, int replicas, Map<String, String> settings) {

    /** How it stands, for what is planned. */
    TopicState.Present beside(TopicPlan plan) {
        return new TopicState.Present(name, partitions, replicas, settings, contradictions(plan));
    }

    private List<Contradiction> contradictions(TopicPlan plan) {
        List<Contradiction> found = new ArrayList<>();
        if (partitions < plan.partitions()) {
            found.add(contradiction(
                    plan,
                    "partitions",
                    Integer.toString(partitions),
                    "at least " + plan.partitions(),
                    "add partitions with kafka-topics.sh --alter --partitions " + plan.partitions()));
        } else if (plan.exactPartitions() && partitions > plan.partitions()) {
            found.add(contradiction(
                    plan,
                    "partitions",
                    Integer.toString(partitions),
                    "exactly " + plan.partitions(),
                    "delete the topic if it is not Consilium's, or configure another name for this role"));
        }
        String cleanup = settings.get(TopicConfig.CLEANUP_POLICY_CONFIG);
        plan.cleanup().ifPresent(wanted -> {
            if (cleanup != null && !cleanup.equals(wanted)) {
                found.add(contradiction(
                        plan,
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        cleanup,
                        wanted,
                        alter(TopicConfig.CLEANUP_POLICY_CONFIG, wanted)));
            }
        });
        String bytes = settings.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        if (bytes != null && Integer.parseInt(bytes) < plan.leastMessageBytes()) {
            found.add(contradiction(
                    plan,
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    bytes,
                    "at least " + plan.leastMessageBytes(),
                    alter(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(plan.leastMessageBytes()))));
        }
        return found;
    }

    private String alter(String setting, String value) {
        return "change it with kafka-configs.sh --alter --entity-type topics --entity-name " + name + " --add-config "
                + setting + "=" + value;
    }

    private Contradiction contradiction(TopicPlan plan, String setting, String found, String wanted, String advice) {
        return new Contradiction(
                name, setting + " is " + found + ", wanted is " + wanted + " (" + plan.because() + ")", advice);
    }
}
