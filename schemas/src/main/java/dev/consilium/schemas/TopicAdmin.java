package dev.consilium.schemas;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The few questions that {@link TopicSetup} has for a cluster; every failure is a {@link TopicSetupException} that names the topic. */
final class TopicAdmin {

    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);

    /** Above the admin client's own default.api.timeout.ms, so that its better message comes first. */
    private static final Duration ANSWER = Duration.ofSeconds(90);

    private static final int LOOKS = 600;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Admin admin;

    TopicAdmin(Admin admin) {
        this.admin = admin;
    }

    Optional<TopicFound> find(String topic) {
        try {
            TopicDescription description =
                    get(admin.describeTopics(List.of(topic)).topicNameValues(), topic);
            return Optional.of(new TopicFound(
                    topic,
                    description.partitions().size(),
                    description.partitions().get(0).replicas().size(),
                    settings(topic)));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw failed("be described", topic, e);
        } catch (TimeoutException e) {
            throw failed("be described", topic, e);
        }
    }

    /** What tells a topic from one that had its name before. */
    Uuid id(String topic) {
        try {
            return get(admin.describeTopics(List.of(topic)).topicNameValues(), topic)
                    .topicId();
        } catch (ExecutionException | TimeoutException e) {
            throw failed("be described", topic, e);
        }
    }

    /** The topic once the cluster shows it: a broker may answer before it has heard of a new topic. */
    TopicFound await(String topic) {
        for (int look = 0; look < LOOKS; look++) {
            Optional<TopicFound> found = find(topic);
            if (found.isPresent()) {
                return found.get();
            }
            pause();
        }
        throw new TopicSetupException("topic '" + topic
                + "' was created, but the brokers do not show it: look at the controller's log, then try again");
    }

    /** Creates {@code topic}. @return false when it existed already */
    boolean create(NewTopic topic) {
        try {
            get(admin.createTopics(List.of(topic)).values(), topic.name());
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw failed(
                    "be created (" + topic.numPartitions() + " partitions, " + topic.configs() + ")", topic.name(), e);
        } catch (TimeoutException e) {
            throw failed("be created", topic.name(), e);
        }
    }

    private Map<String, String> settings(String topic) throws ExecutionException, TimeoutException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config config = get(admin.describeConfigs(List.of(resource)).values(), resource);
            Map<String, String> settings = new HashMap<>();
            config.entries().forEach(entry -> {
                if (entry.value() != null) {
                    settings.put(entry.name(), entry.value());
                }
            });
            return settings;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                LOG.atWarn()
                        .addKeyValue("topic", topic)
                        .log("topic settings not checked: DESCRIBE_CONFIGS is not allowed");
                return Map.of();
            }
            throw e;
        }
    }

    private static <K, T> T get(Map<K, KafkaFuture<T>> answers, K key) throws ExecutionException, TimeoutException {
        try {
            return Objects.requireNonNull(answers.get(key)).get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static TopicSetupException failed(String what, String topic, Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new TopicSetupException(
                "topic '" + topic + "' could not " + what + ": " + cause.getMessage() + advice(cause), cause);
    }

    private static String advice(Throwable cause) {
        if (cause instanceof AuthorizationException) {
            return ": grant CREATE and DESCRIBE on it, or let an administrator create it";
        }
        if (cause instanceof InvalidReplicationFactorException) {
            return ": use a smaller replication factor, or add brokers";
        }
        return cause instanceof RetriableException || cause instanceof TimeoutException
                ? ": is the cluster up, and bootstrap.servers right?"
                : "";
    }
}
