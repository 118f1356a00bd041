package dev.consilium.schemas.access;

import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Leave to do one thing with one topic, group or transactional id, or with all transactional ids that begin alike. One right, one ACL.
 *
 * @param name or, with {@link PatternType#PREFIXED}, how the names begin
 */
public record Right(ResourceType resource, PatternType pattern, String name, AclOperation operation) {

    static Right onTopic(String name, AclOperation operation) {
        return new Right(ResourceType.TOPIC, PatternType.LITERAL, name, operation);
    }

    static Right onGroup(String name, AclOperation operation) {
        return new Right(ResourceType.GROUP, PatternType.LITERAL, name, operation);
    }

    static Right onTransactions(PatternType pattern, String name) {
        return new Right(ResourceType.TRANSACTIONAL_ID, pattern, name, AclOperation.WRITE);
    }

    /** As Kafka spells it: {@code Write}. */
    public String operationName() {
        String name = operation.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    /** What it is about: {@code topic images}. */
    public String thing() {
        return switch (resource) {
            case TOPIC -> "topic " + name;
            case GROUP -> "group " + name;
            default ->
                pattern == PatternType.PREFIXED
                        ? "transactional ids that begin with " + name
                        : "transactional id " + name;
        };
    }

    /**
     * The ACL that grants it.
     *
     * @param principal such as {@code User:app}
     */
    public AclBinding grantedTo(String principal) {
        return new AclBinding(
                new ResourcePattern(resource, name, pattern),
                new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
    }

    /** The same as Kafka's command, for {@code User:NAME}. */
    public String command() {
        String on = resource.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return "kafka-acls.sh --add --allow-principal User:NAME --operation " + operationName()
                + (pattern == PatternType.PREFIXED ? " --resource-pattern-type prefixed" : "") + " --" + on + " "
                + name;
    }

    @Override
    public String toString() {
        return operationName() + " on " + thing();
    }
}
