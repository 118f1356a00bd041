package dev.consilium.schemas.access;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import dev.consilium.schemas.Topics;
import dev.consilium.schemas.roster.RosterWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;

/**
 * What somebody does who needs rights, and the fewest with which it can be done where the topics exist. {@code docs/security.md} has
 * them as a table.
 */
public enum Duty {
    /** Answers images. */
    SERVE,
    /** Takes images over HTTP, beside serving. */
    SUBMIT,
    /** Ends trials by itself, beside serving. */
    PROMOTE,
    /** Publishes versions and decides who serves: all that {@code publish} and {@code roster} do. */
    PUBLISH,
    /** Writes images. */
    PRODUCE,
    /** Reads predictions. */
    WATCH;

    /**
     * The fewest.
     *
     * @param application {@code application.id} of the app
     */
    public Set<Right> rights(Topics topics, String application) {
        Set<Right> rights = new LinkedHashSet<>();
        switch (this) {
            case SERVE -> {
                on(rights, READ, topics.images(), topics.models(), topics.modelArtifacts(), topics.roster());
                on(rights, WRITE, topics.predictions(), topics.deadLetters(), topics.rollouts());
                rights.add(Right.onGroup(application, READ));
                rights.add(Right.onTransactions(PatternType.PREFIXED, application + "-"));
            }
            case SUBMIT -> {
                on(rights, WRITE, topics.images());
                on(rights, READ, topics.predictions(), topics.deadLetters());
            }
            case PROMOTE -> {
                on(rights, READ, topics.models(), topics.roster(), topics.rollouts());
                on(rights, WRITE, topics.roster(), topics.rollouts());
                rights.add(deciding(topics));
            }
            case PUBLISH -> {
                // They must be there; how they are made is looked at, what is in them is not.
                on(rights, DESCRIBE, topics.images(), topics.predictions(), topics.deadLetters());
                for (AclOperation operation : List.of(READ, WRITE)) {
                    on(rights, operation, topics.models(), topics.modelArtifacts(), topics.roster(), topics.rollouts());
                }
                rights.add(deciding(topics));
            }
            case PRODUCE -> on(rights, WRITE, topics.images());
            case WATCH -> on(rights, READ, topics.predictions());
        }
        return rights;
    }

    /** The command's name. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static void on(Set<Right> rights, AclOperation operation, String... topics) {
        for (String topic : topics) {
            rights.add(Right.onTopic(topic, operation));
        }
    }

    private static Right deciding(Topics topics) {
        return Right.onTransactions(PatternType.LITERAL, RosterWriter.transactionalId(topics));
    }
}
