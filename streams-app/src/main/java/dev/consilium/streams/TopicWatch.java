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
 * answered.
 *
 * <p>A thread of its own; any thread may ask.
 */
final class TopicWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private final Connection connection;
    private final Topics topics;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "topic-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Optional<String> problem = Optional.empty();

    TopicWatch(Connection connection, Topics topics) {
        this.connection = connection;
        this.topics = topics;
    }

    void start() {
        var unused = schedule.scheduleWithFixedDelay(
                this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What contradicts what Consilium relies on, as of the last look. */
    Optional<String> problem() {
        return problem;
    }

    void look() {
        try (Admin admin = connection.admin()) {
            TopicSetup.check(admin, topics);
            problem = Optional.empty();
        } catch (TopicSetupException e) {
            problem = Optional.of(String.valueOf(e.getMessage()));
            LOG.atError().addKeyValue("problem", e.getMessage()).log("The topics have been changed");
        } catch (KafkaException e) {
            // The clients that need the broker say so themselves.
            LOG.atDebug().setCause(e).log("The topics could not be looked at");
        }
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }
}
