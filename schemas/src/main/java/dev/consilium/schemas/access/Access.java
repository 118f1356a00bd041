package dev.consilium.schemas.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Which rights the cluster gives to whoever asks. It says so itself, so that no right to read ACLs is needed.
 *
 * @param missing what it does not give
 * @param unknown what cannot be told yet, since there is no such topic: whoever creates it gives the rights
 */
public record Access(List<Right> missing, List<Right> unknown) {

    private static final int PATIENCE_MILLIS = 10_000;

    /** What follows a prefix when an id that begins with it is asked about. */
    private static final String ANY = "access";

    public Access {
        missing = List.copyOf(missing);
        unknown = List.copyOf(unknown);
    }

    /**
     * Asks about these rights. Of a group that nobody has used yet, and of transactional ids, the cluster tells only whether
     * they are hidden.
     *
     * @throws KafkaException when the cluster does not answer
     */
    public static Access of(Admin admin, Collection<Right> rights) {
        Map<String, Answer> topics = topics(admin, names(rights, ResourceType.TOPIC));
        Map<String, Answer> groups = groups(admin, names(rights, ResourceType.GROUP));
        Map<String, Answer> transactions = transactions(
                admin,
                rights.stream()
                        .filter(right -> right.resource() == ResourceType.TRANSACTIONAL_ID)
                        .map(Access::id)
                        .collect(Collectors.toSet()));
        List<Right> missing = new ArrayList<>();
        List<Right> unknown = new ArrayList<>();
        for (Right right : rights) {
            Answer answer = Objects.requireNonNull(
                    switch (right.resource()) {
                        case TOPIC -> topics.get(right.name());
                        case GROUP -> groups.get(right.name());
                        default -> transactions.get(id(right));
                    });
            if (answer.equals(Answer.ABSENT)) {
                unknown.add(right);
            } else if (!answer.allows(right.operation())) {
                missing.add(right);
            }
        }
        return new Access(missing, unknown);
    }

    /**
     * Lets pass who has these rights.
     *
     * @return those that cannot be told yet
     * @throws MissingRightsException naming those that are missing, and how they are granted
     * @throws KafkaException when the cluster does not answer
     */
    public static List<Right> require(Admin admin, Collection<Right> rights) {
        Access access = of(admin, rights);
        if (!access.missing().isEmpty()) {
            throw new MissingRightsException(access.missing());
        }
        return access.unknown();
    }

    private static Map<String, Answer> topics(Admin admin, Set<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        return answers(
                admin.describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                        .topicNameValues(),
                found -> Answer.of(found.authorizedOperations()));
    }

    private static Map<String, Answer> groups(Admin admin, Set<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        return answers(
                admin.describeConsumerGroups(
                                names,
                                new DescribeConsumerGroupsOptions()
                                        .includeAuthorizedOperations(true)
                                        .timeoutMs(PATIENCE_MILLIS))
                        .describedGroups(),
                found -> Answer.of(found.authorizedOperations()));
    }

    private static Map<String, Answer> transactions(Admin admin, Set<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<String, Answer> answers = new HashMap<>();
        var described = admin.describeTransactions(ids, new DescribeTransactionsOptions().timeoutMs(PATIENCE_MILLIS));
        for (String id : ids) {
            answers.put(id, answer(described.description(id), found -> Answer.ALL));
        }
        return answers;
    }

    private static <T> Map<String, Answer> answers(Map<String, KafkaFuture<T>> futures, Function<T, Answer> seen) {
        Map<String, Answer> answers = new HashMap<>();
        futures.forEach((name, future) -> answers.put(name, answer(future, seen)));
        return answers;
    }

    private static <T> Answer answer(KafkaFuture<T> future, Function<T, Answer> seen) {
        try {
            return seen.apply(future.get());
        } catch (ExecutionException e) {
            return failed(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static Answer failed(@Nullable Throwable cause) {
        if (cause instanceof AuthorizationException) {
            return Answer.NOTHING;
        }
        if (cause instanceof UnknownTopicOrPartitionException) {
            return Answer.ABSENT;
        }
        // The first use makes them; and a cluster that cannot tell has other troubles than rights, which others name.
        if (cause instanceof GroupIdNotFoundException
                || cause instanceof TransactionalIdNotFoundException
                || cause instanceof RetriableException) {
            return Answer.ALL;
        }
        throw cause instanceof KafkaException failure ? failure : new KafkaException(cause);
    }

    private static Set<String> names(Collection<Right> rights, ResourceType resource) {
        return rights.stream()
                .filter(right -> right.resource() == resource)
                .map(Right::name)
                .collect(Collectors.toSet());
    }

    private static String id(Right right) {
        return right.pattern() == PatternType.PREFIXED ? right.name() + ANY : right.name();
    }

    /** What the cluster lets one do with a thing. */
    private record Answer(Set<AclOperation> allowed) {

        static final Answer ALL = new Answer(Set.of(AclOperation.ALL));
        static final Answer NOTHING = new Answer(Set.of());
        static final Answer ABSENT = new Answer(Set.of(AclOperation.UNKNOWN));

        /** @param operations null when the broker does not say, which old ones do not */
        static Answer of(@Nullable Set<AclOperation> operations) {
            return operations == null ? ALL : new Answer(operations);
        }

        boolean allows(AclOperation operation) {
            return allowed.contains(operation) || allowed.contains(AclOperation.ALL);
        }
    }
}
