package dev.consilium.ops.doctor;

import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.NotChecked;
import dev.consilium.ops.doctor.Finding.Ok;
import dev.consilium.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * What we may do with the topics and the group. The broker says it of whoever asks, so that no right to read ACLs is needed.
 *
 * @param group the app's consumer group
 */
record PermissionsCheck(Cluster cluster, Topics topics, Set<Duty> duties, String group) implements Check {

    @Override
    public Subject subject() {
        return Subject.PERMISSIONS;
    }

    @Override
    public List<Finding> look() throws Exception {
        List<Finding> findings = new ArrayList<>();
        for (Duty duty : new TreeSet<>(duties)) {
            findings.addAll(topics(duty));
        }
        if (duties.contains(Duty.SERVE)) {
            findings.add(membership());
        }
        return findings;
    }

    private List<Finding> topics(Duty duty) throws Exception {
        Map<String, Set<AclOperation>> needed = duty.on(topics);
        Map<String, KafkaFuture<TopicDescription>> answers = cluster.admin()
                .describeTopics(needed.keySet(), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        List<Finding> findings = new ArrayList<>();
        int looked = 0;
        for (Map.Entry<String, Set<AclOperation>> each : needed.entrySet()) {
            String topic = each.getKey();
            try {
                TopicDescription found = Causes.answer(Objects.requireNonNull(answers.get(topic)));
                looked++;
                missing(each.getValue(), found.authorizedOperations())
                        .forEach(operation ->
                                findings.add(denied(duty, "topic " + topic, operation, "--topic " + topic)));
            } catch (UnknownTopicOrPartitionException e) {
                // Whoever creates it gives the rights.
            } catch (AuthorizationException e) {
                findings.add(denied(duty, "topic " + topic, AclOperation.DESCRIBE, "--topic " + topic));
            }
        }
        if (!findings.isEmpty()) {
            return findings;
        }
        return List.of(
                looked == 0
                        ? new NotChecked(subject().toString(), "none of the topics of " + duty + " is there yet")
                        : new Ok(subject().toString(), "all that " + duty + " needs on " + looked + " topics"));
    }

    private Finding membership() throws Exception {
        try {
            ConsumerGroupDescription found = Causes.answer(Objects.requireNonNull(cluster.admin()
                    .describeConsumerGroups(
                            List.of(group), new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                    .describedGroups()
                    .get(group)));
            return missing(Set.of(AclOperation.READ), found.authorizedOperations())
                            .isEmpty()
                    ? new Ok(
                            "group " + group,
                            found.groupState() + ", " + found.members().size() + " members")
                    : denied(Duty.SERVE, "group " + group, AclOperation.READ, "--group " + group);
        } catch (GroupIdNotFoundException e) {
            return new Ok("group " + group, "no instance is running");
        } catch (AuthorizationException e) {
            return denied(Duty.SERVE, "group " + group, AclOperation.READ, "--group " + group);
        }
    }

    /** @param allowed null when the broker does not say, which old ones do not */
    private static Set<AclOperation> missing(Set<AclOperation> needed, @Nullable Set<AclOperation> allowed) {
        return allowed == null
                ? Set.of()
                : needed.stream()
                        .filter(operation -> !allowed.contains(operation) && !allowed.contains(AclOperation.ALL))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Finding denied(Duty duty, String name, AclOperation operation, String resource) {
        String right =
                operation.name().charAt(0) + operation.name().substring(1).toLowerCase(Locale.ROOT);
        return new Failed(
                name,
                right.toLowerCase(Locale.ROOT) + " is not allowed, and " + duty + " needs it",
                Acl.grant(right, resource));
    }
}
