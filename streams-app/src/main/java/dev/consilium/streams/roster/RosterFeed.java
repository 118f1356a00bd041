package dev.consilium.streams.roster;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.artifact.ArtifactChunks;
import dev.consilium.schemas.artifact.ArtifactUris;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.roster.RosterStatus.Phase;
import dev.consilium.streams.roster.VersionState.Seated;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what serves in this process equal to what the roster says.
 *
 * <p>Two threads: the feed's own reads {@code roster} and {@code models}, decides and switches ({@link RosterDesk}, {@link
 * RosterSwitch}); the loader's, of low priority, fetches, verifies, loads, tries and warms ({@link VersionLoader}), so that
 * a large module never keeps a roll-back waiting. Neither touches a StreamThread.
 *
 * <p>What the feed cannot reach it waits for: a silent broker or registry is no judgement about a version.
 */
public final class RosterFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RosterFeed.class);

    /** How long the feed listens for news before it looks after its preparations again. */
    private static final Duration LISTEN = Duration.ofMillis(50);

    private static final Duration READ_LIMIT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** How long a stopping feed waits for what is abandoned or drained. */
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(3);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final RosterTables tables;
    private final ArtifactChunks chunks;
    private final RolloutJournal journal;
    private final RosterDesk desk;
    private final Departures departures;
    private final RosterSwitch rosterSwitch;
    private final TrialJury jury;
    private final ExecutorService loaderThread =
            Executors.newSingleThreadExecutor(work -> thread(work, "consilium-roster-loader", Thread.MIN_PRIORITY));
    private final Thread thread = thread(this::run, "consilium-roster-feed", Thread.NORM_PRIORITY);

    /** What the feed waits for, empty when for nothing; its own thread only. */
    private String trouble = "";

    /** By name, for the loader's thread. */
    private volatile Map<String, Seat> serving = Map.of();

    private volatile boolean closing;
    private volatile RosterStatus status = new RosterStatus(Phase.CONNECTING, 0, List.of(), List.of());

    /**
     * A feed that is not started yet.
     *
     * @param listener lets the rosters serve
     */
    public RosterFeed(
            Connection connection,
            Topics topics,
            RosterFeedSettings settings,
            RosterListener listener,
            Meters meters,
            InstantSource clock) {
        this.journal = new RolloutJournal(
                connection,
                topics.rollouts(),
                settings.instance(),
                UUID.randomUUID().toString(),
                meters);
        this.chunks = new ArtifactChunks(connection, topics.modelArtifacts());
        ArtifactCache cache = new ArtifactCache(
                settings.cacheFolder(),
                settings.limits().packedBytes(),
                settings.maxCacheBytes(),
                chunks,
                new ArtifactUris(settings.allowedUris()),
                clock);
        TrustGate trust = new TrustGate(settings.trust(), settings.limits(), settings.operators());
        VersionLoader loader = new VersionLoader(
                cache,
                trust,
                new LatencyGate(
                        settings.maxLatencyRatio(),
                        settings.batchSize(),
                        specialist -> Optional.ofNullable(serving.get(specialist))),
                settings.models(),
                settings.batchSize(),
                journal,
                new Restraint(() -> !serving.isEmpty()),
                clock);
        this.jury = new TrialJury(connection, topics, settings.instance(), clock);
        this.departures = new Departures(journal, clock);
        this.desk = new RosterDesk(
                (preparation, manifest) -> loaderThread.execute(() -> loader.prepare(preparation, manifest)),
                departures,
                new KeptModules(settings.maxKeptBytes(), trust::trusts),
                journal,
                clock);
        this.rosterSwitch = new RosterSwitch(listener);
        this.tables = new RosterTables(connection, topics);
    }

    /** Begins to follow; returns at once. */
    public void start() {
        thread.start();
    }

    /** What the feed is doing; for any thread. */
    public RosterStatus status() {
        return status;
    }

    /** What was told on {@code rollouts} of late, oldest first; for any thread. */
    public List<RolloutEvent> rollouts() {
        return journal.told();
    }

    /**
     * Stops following and gives the feed's holds back. Stop consulting first: what serves is not replaced, but DRAINED is
     * only said of versions that nobody uses any more.
     */
    @Override
    public void close() {
        closing = true;
        if (thread.getState() == Thread.State.NEW) {
            stopLoading();
            jury.close();
            journal.close();
            tables.close();
        } else if (Thread.currentThread() != thread) {
            try {
                thread.join(STOP_LIMIT.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try (journal;
                tables;
                jury) {
            while (!closing) {
                turn();
            }
            stop();
        } finally {
            stopLoading();
            status = status.with(Phase.STOPPED);
        }
    }

    private void stop() {
        desk.close();
        long until = System.nanoTime() + DRAIN_LIMIT.toNanos();
        do {
            LockSupport.parkNanos(LISTEN.toNanos() / 5);
            departures.settle();
        } while (!departures.areSettled() && System.nanoTime() - until < 0);
    }

    private void stopLoading() {
        // Its reader is the loader's.
        loaderThread.execute(chunks::close);
        loaderThread.shutdown();
    }

    private void turn() {
        try {
            if (tables.follow(LISTEN, READ_LIMIT)) {
                desk.see(tables.decisions(), tables.versions());
                tables.contradictions().forEach(desk::refuse);
            }
            serve();
            departures.settle();
            desk.report();
            jury.hear(desk.cases());
            journal.retry();
            status = describe();
            trouble = "";
        } catch (KafkaException | UnreachableException e) {
            pause(String.valueOf(e.getMessage()), null);
        } catch (RuntimeException e) {
            pause("the roster could not be followed: " + e, e);
        }
    }

    private void serve() {
        Map<Post, Seated> seats = desk.settle();
        if (seats.isEmpty() && !desk.posts().isEmpty()) {
            // All that served are dismissed, and the new ones are not ready: those serve on until then.
            return;
        }
        boolean complete =
                seats.size() == desk.posts().size() && tables.problems().isEmpty();
        if (complete || rosterSwitch.isServing()) {
            List<Trial> trials = desk.trials(seats);
            rosterSwitch.to(seats.values().stream().map(Seated::seat).toList(), trials);
            desk.serving(seats);
            serving = seats.values().stream()
                    .map(Seated::seat)
                    .collect(toUnmodifiableMap(seat -> seat.specialist().name(), Function.identity()));
        }
    }

    private RosterStatus describe() {
        List<SpecialistStatus> specialists =
                desk.posts().stream().map(Post::status).toList();
        Phase phase = rosterSwitch.isServing()
                ? Phase.SERVING
                : !tables.isRead() ? Phase.CONNECTING : specialists.isEmpty() ? Phase.WAITING : Phase.STARTING;
        return new RosterStatus(phase, rosterSwitch.generation(), tables.problems(), specialists);
    }

    /** Says what is wrong once, however long it lasts. */
    private void pause(String what, @Nullable RuntimeException unforeseen) {
        status = status.with(what);
        if (!what.equals(trouble)) {
            LOG.atWarn().setCause(unforeseen).addKeyValue("reason", what).log("The roster feed waits");
        }
        trouble = what;
        long until = System.nanoTime() + PAUSE.toNanos();
        while (!closing && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(LISTEN.toNanos());
        }
    }

    // Loading shall yield to serving where the platform heeds priorities; where not, it is one thread among the
    // scorers.
    @SuppressWarnings("ThreadPriorityCheck")
    private static Thread thread(Runnable work, String name, int priority) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setPriority(priority);
        return thread;
    }
}
