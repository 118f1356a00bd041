package dev.consilium.streams;

import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.TopicSetupException;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the topics again while the app runs: partitions added to {@code images} alone would have nowhere to be
 * answered. And at how far the group is behind, and whether retention was faster than it.
 *
 * <p>A thread of its own after the first look; any thread may ask.
 */
final class TopicWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(30);
    private static final double UNKNOWN = Double.NaN;

    private final Connection connection;
    private final Topics topics;
    private final GroupLag group;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "topic-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final Overtaken overtaken = new Overtaken();
    private volatile Optional<String> problem = Optional.empty();
    private volatile double lag = UNKNOWN;

    /** @param group whose commits count */
    TopicWatch(Connection connection, Topics topics, String group) {
        this.connection = connection;
        this.topics = topics;
        this.group = new GroupLag(group, topics.images());
    }

    /** Looks once before it returns: what retention has removed shows only until the group goes on. */
    void start() {
        look();
        var unused = schedule.scheduleWithFixedDelay(
                this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What contradicts what Consilium relies on, as of the last look. */
    Optional<String> problem() {
        return problem;
    }

    /** Images that the group is behind, as of the last look; not a number when nobody could tell. */
    double lag() {
        return lag;
    }

    /** Images that retention removed before they were answered, since this was made. */
    long overtaken() {
        return overtaken.images();
    }

    void look() {
        try (Admin admin = connection.admin()) {
            problem = contradiction(admin);
            GroupStanding standing = group.standing(admin);
            lag = standing.behind();
            overtaken.add(standing.removed());
        } catch (KafkaException e) {
            lag = UNKNOWN;
            // The clients that need the broker say so themselves.
            LOG.atDebug().setCause(e).log("The topics could not be looked at");
        }
    }

    private Optional<String> contradiction(Admin admin) {
        try {
            TopicSetup.check(admin, topics);
            return Optional.empty();
        } catch (TopicSetupException e) {
            LOG.atError().addKeyValue("problem", e.getMessage()).log("The topics have been changed");
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }
}
