package dev.consilium.ops.doctor;

import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.NotChecked;
import dev.consilium.ops.doctor.Finding.Ok;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.access.Access;
import dev.consilium.schemas.access.Duty;
import dev.consilium.schemas.access.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What we may do with the topics, the group and the transactional ids.
 *
 * @param application the app's {@code application.id}, which is its group
 */
record PermissionsCheck(Cluster cluster, Topics topics, Set<Duty> duties, String application) implements Check {

    @Override
    public Subject subject() {
        return Subject.PERMISSIONS;
    }

    @Override
    public List<Finding> look() throws Exception {
        List<Finding> findings = new ArrayList<>();
        for (Duty duty : new TreeSet<>(duties)) {
            Set<Right> rights = duty.rights(topics, application);
            Access access = Access.of(cluster.admin(), rights);
            access.missing().forEach(right -> findings.add(denied(duty, right)));
            if (access.missing().isEmpty()) {
                findings.add(granted(duty, topicsOf(rights.stream()), topicsOf(access.unknown().stream())));
                if (duty == Duty.SERVE) {
                    findings.add(membership());
                }
            }
        }
        return findings;
    }

    private Finding granted(Duty duty, long needed, long absent) {
        return needed == absent
                ? new NotChecked(subject().toString(), "none of the topics of " + duty + " is there yet")
                : new Ok(subject().toString(), "all that " + duty + " needs on " + (needed - absent) + " topics");
    }

    private Finding membership() throws Exception {
        String name = "group " + application;
        try {
            ConsumerGroupDescription found = Causes.answer(Objects.requireNonNull(cluster.admin()
                    .describeConsumerGroups(List.of(application))
                    .describedGroups()
                    .get(application)));
            return new Ok(name, found.groupState() + ", " + found.members().size() + " members");
        } catch (GroupIdNotFoundException e) {
            return new Ok(name, "no instance is running");
        }
    }

    private static long topicsOf(Stream<Right> rights) {
        return rights.filter(right -> right.resource() == ResourceType.TOPIC)
                .map(Right::name)
                .distinct()
                .count();
    }

    private static Finding denied(Duty duty, Right right) {
        return new Failed(
                right.thing(),
                right.operationName().toLowerCase(Locale.ROOT) + " is not allowed, and " + duty + " needs it",
                right.command());
    }
}
