package dev.consilium.streams;

import dev.consilium.streams.config.ConsiliumConfig;
import dev.consilium.streams.ledger.LedgerClientSupplier;
import dev.consilium.streams.roster.CurrentRoster;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.roster.RosterListener;
import dev.consilium.streams.topology.ConsultationTopology;
import dev.consilium.streams.topology.UncaughtPolicy;
import dev.consilium.streams.watch.PartitionFigures;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the topology of the roster that serves. Other versions are swapped under it; when specialists come or go it is
 * built anew in place, and the ledger sees to it that no image is lost in between.
 *
 * <p>Changed by the roster feed's thread, closed by another, asked by any.
 */
final class Consultations implements RosterListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Consultations.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    private final ConsiliumConfig config;
    private final SharedParts parts;
    private final ServingGauges gauges;
    private final CompletableFuture<String> gaveUp = new CompletableFuture<>();
    private volatile Optional<Running> running = Optional.empty();
    private boolean closed;

    /** One run of Kafka Streams over one membership. */
    private record Running(CurrentRoster roster, KafkaStreams streams, KafkaStreamsMetrics metrics, String topology) {}

    Consultations(ConsiliumConfig config, SharedParts parts) {
        this.config = config;
        this.parts = parts;
        this.gauges = new ServingGauges(parts.meters());
    }

    @Override
    public synchronized void versionsChanged(Roster next) {
        running.orElseThrow(() -> new IllegalStateException("No topology runs: nothing can be swapped under it"))
                .roster()
                .replace(next);
        gauges.show(next);
        LOG.atInfo().addKeyValue("roster", next).log("Swapped");
    }

    @Override
    public synchronized void membershipChanged(Roster next) {
        if (closed) {
            throw new IllegalStateException("The app is being stopped");
        }
        stop();
        CurrentRoster roster = new CurrentRoster(next);
        Topology topology = ConsultationTopology.build(config.topology(next.names()), parts.surroundings(roster));
        KafkaStreams streams =
                new KafkaStreams(topology, parts.streams().toProperties(), new LedgerClientSupplier(parts.ledger()));
        UncaughtPolicy policy = UncaughtPolicy.defaults(parts.clock());
        streams.setUncaughtExceptionHandler(policy);
        streams.setStateListener((state, before) -> {
            if (state == KafkaStreams.State.ERROR) {
                gaveUp.complete(policy.gaveUp().orElse("Kafka Streams stopped in error; the log says why"));
            }
        });
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(parts.registry().prometheus());
        streams.start();
        gauges.show(next);
        running = Optional.of(
                new Running(roster, streams, metrics, topology.describe().toString()));
        LOG.atInfo().addKeyValue("roster", next).log("The topology is built and started");
    }

    @Override
    public synchronized void emptied() {
        stop();
    }

    /** The state of Kafka Streams; empty while no topology runs. */
    Optional<KafkaStreams.State> state() {
        return running.map(run -> run.streams().state());
    }

    /** Kafka Streams' description of the topology that runs. */
    String topology() {
        return running.map(Running::topology).orElse("No topology runs: the roster is not served yet.\n");
    }

    /** Where this instance is with each partition of the images that it has. */
    List<PartitionFigures> partitions() {
        Optional<Running> run = running;
        if (run.isEmpty() || !run.get().streams().state().isRunningOrRebalancing()) {
            return List.of();
        }
        List<PartitionFigures> partitions = new ArrayList<>();
        for (ThreadMetadata thread : run.get().streams().metadataForLocalThreads()) {
            for (TaskMetadata task : thread.activeTasks()) {
                task.topicPartitions()
                        .forEach(partition -> partitions.add(PartitionFigures.of(
                                partition.partition(),
                                thread.threadName(),
                                task.committedOffsets().getOrDefault(partition, -1L),
                                task.endOffsets().getOrDefault(partition, -1L))));
            }
        }
        partitions.sort(Comparator.comparingInt(PartitionFigures::partition));
        return partitions;
    }

    /** Completes with the reason when Kafka Streams has stopped for good. */
    CompletableFuture<String> gaveUp() {
        return gaveUp;
    }

    @Override
    public synchronized void close() {
        closed = true;
        stop();
    }

    private void stop() {
        running.ifPresent(run -> {
            running = Optional.empty();
            run.metrics().close();
            gauges.clear();
            // A member that stays in the group holds its partitions until the session times out: only one that comes
            // back under the same id may.
            GroupMembershipOperation membership = config.staticMember().isPresent()
                    ? GroupMembershipOperation.REMAIN_IN_GROUP
                    : GroupMembershipOperation.LEAVE_GROUP;
            boolean ended =
                    run.streams().close(CloseOptions.timeout(LONGEST_CLOSE).withGroupMembershipOperation(membership));
            if (!ended) {
                LOG.atError()
                        .addKeyValue("seconds", LONGEST_CLOSE.toSeconds())
                        .log("Kafka Streams did not end in time; its images are read again from the committed mark");
            }
            run.roster().close();
        });
    }
}
