package dev.consilium.streams;

import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.access.Access;
import dev.consilium.schemas.access.Right;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.streams.config.ConsiliumConfig;
import dev.consilium.streams.http.AppServer;
import dev.consilium.streams.http.Health;
import dev.consilium.streams.metrics.Metric;
import dev.consilium.streams.roster.RosterFeed;
import dev.consilium.streams.roster.RosterStatus;
import dev.consilium.streams.submit.ImageSubmission;
import dev.consilium.streams.watch.History;
import dev.consilium.streams.watch.PartitionFigures;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The app: topics, then the roster feed, which lets the topology be built as soon as every specialist of the roster can
 * serve; HTTP beside them.
 *
 * <p>Any thread may ask and close.
 */
public final class ConsiliumApp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsiliumApp.class);
    private static final Duration BROKER_ANSWERS_WITHIN = Duration.ofSeconds(15);

    private final SharedParts parts;
    private final Consultations consultations;
    private final RosterFeed feed;
    private final TopicWatch topics;
    private final ClockWatch clockWatch;
    private final AppHealth health;
    private final History history;
    private final Optional<ImageSubmission> submission;
    private final Optional<AppServer> http;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Optional<String>> end = new CompletableFuture<>();

    /** @param images id of the topic of images */
    private ConsiliumApp(ConsiliumConfig config, Uuid images) {
        InstantSource clock = InstantSource.system();
        parts = SharedParts.of(config, images, clock);
        consultations = new Consultations(config, parts);
        feed = new RosterFeed(
                config.connection(), config.topics(), config.rosterFeed(), consultations, parts.meters(), clock);
        clockWatch = new ClockWatch(clock, System::nanoTime, this::endSinceClockWasSetBack);
        topics = new TopicWatch(config.connection(), config.topics(), config.applicationId());
        health = new AppHealth(
                feed::status,
                consultations,
                () -> parts.line().stopped().or(topics::problem),
                parts.engine(),
                config.longestForward());
        parts.meters().gauge(Metric.READY, () -> health.health().ready() ? 1 : 0);
        parts.meters().gauge(Metric.LAG, topics::lag);
        parts.meters().gauge(Metric.OVERTAKEN, topics::overtaken);
        history = new History(
                parts.registry().prometheus(),
                parts.tally(),
                () -> consultations.partitions().stream()
                        .mapToLong(PartitionFigures::lag)
                        .sum(),
                (specialist, version) -> AppStatus.isHeard(feed.status(), specialist, version),
                clock);
        submission = config.submission()
                .map(settings ->
                        new ImageSubmission(config.connection(), config.topics(), config.imagesFormat(), settings));
        http = config.http().map(settings -> AppServer.start(settings, sources(config.instanceName())));
        var unused = consultations.gaveUp().thenAccept(reason -> end.complete(Optional.of(reason)));
    }

    private AppServer.Sources sources(String instance) {
        int submitMaxBytes = submission.map(open -> open.settings().maxBytes()).orElse(0);
        return new AppServer.Sources(
                health::health,
                feed::status,
                () -> AppStatus.of(
                        instance,
                        health.health(),
                        feed.status(),
                        history,
                        parts.engine().circuits().notAsked(),
                        consultations.partitions(),
                        submitMaxBytes),
                history::since,
                feed::rollouts,
                parts.watch(),
                submission,
                consultations::topology,
                parts.registry().prometheus());
    }

    /**
     * Starts; returns before the first image is answered, see {@link #health()}.
     *
     * @throws dev.consilium.schemas.connect.UnreachableException when the broker does not answer
     * @throws dev.consilium.schemas.access.MissingRightsException when Kafka does not allow what the app has to do
     * @throws dev.consilium.schemas.TopicSetupException when the topics cannot serve
     */
    public static ConsiliumApp start(ConsiliumConfig config) {
        ConsiliumApp app = new ConsiliumApp(config, prepareTopics(config));
        app.topics.start();
        app.clockWatch.start();
        app.history.start();
        app.feed.start();
        LOG.atInfo().addKeyValue("name", config.instanceName()).log("Consilium has started");
        return app;
    }

    /** Blocks until the app is closed (empty) or cannot go on (why). */
    public Optional<String> awaitEnd() {
        return end.join();
    }

    public Health health() {
        return health.health();
    }

    /** Who serves, and what comes. */
    public RosterStatus roster() {
        return feed.status();
    }

    /** Where HTTP is served, if it is. */
    public Optional<String> httpAddress() {
        return http.map(AppServer::address);
    }

    /** Images that have been admitted and have no outcome yet. */
    public int inFlight() {
        return parts.ledger().inFlight();
    }

    /** Ends consultations, commits, leaves the group and stops. Images in flight are left to the next start. */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        parts.line().abandon();
        parts.watch().close();
        consultations.close();
        feed.close();
        topics.close();
        clockWatch.close();
        history.close();
        http.ifPresent(AppServer::close);
        submission.ifPresent(ImageSubmission::close);
        parts.close();
        LOG.atInfo().log("Consilium has stopped");
        end.complete(Optional.empty());
    }

    private void endSinceClockWasSetBack(Duration back) {
        var unused = end.complete(
                Optional.of(
                        "the clock of this machine was set back by " + back.toSeconds()
                                + " s, and until it is there again Kafka's clients send no heartbeat and commit nothing: start it anew"));
    }

    /** The id of the topic of images. */
    private static Uuid prepareTopics(ConsiliumConfig config) {
        Connection connection = config.connection();
        connection.requireBroker(BROKER_ANSWERS_WITHIN);
        try (Admin admin = connection.admin()) {
            // First: a topic that is hidden says less of what is missing.
            List<Right> untold = Access.require(admin, config.rights());
            if (config.createsTopics()) {
                TopicSetup.ensure(admin, config.topics(), config.imagePartitions(), config.replicationFactor());
            } else {
                TopicSetup.check(admin, config.topics());
            }
            Access.require(admin, untold);
            return TopicSetup.idOf(admin, config.topics().images());
        }
    }
}
