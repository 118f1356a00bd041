package dev.consilium.ops.doctor;

import dev.consilium.schemas.Topics;
import dev.consilium.schemas.access.Duty;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.specialist.trust.TrustPolicy;
import dev.consilium.streams.config.ConsiliumConfig;
import dev.consilium.streams.topology.ImagesFormat;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/** What there is to look at. */
final class Checks {

    private Checks() {}

    /** What needs no settings. */
    static List<Check> ofMachine() {
        return List.of(new JavaCheck(), new OpenFilesCheck(), new OpenCvCheck(), new PyTorchCheck());
    }

    /** What an app with these settings needs. */
    static List<Check> of(ConsiliumConfig config, Cluster cluster, Set<Duty> duties) {
        Topics topics = config.topics();
        Connection connection = cluster.connection();
        String application = config.applicationId();
        // Begins as the app's own, so that the same rights count; two at once must not get in each other's way.
        String transactionalId = application + "-doctor-" + UUID.randomUUID();
        boolean raw = config.imagesFormat() == ImagesFormat.RAW;
        return List.of(
                new DeviceCheck(config.device()),
                new FoldersCheck(folders(config)),
                new TrustCheck(config),
                new BrokerCheck(cluster),
                new ListenersCheck(cluster),
                new TopicsCheck(cluster, topics, config.createsTopics()),
                new PermissionsCheck(cluster, topics, duties, application),
                new TransactionsCheck(cluster, application, transactionalId),
                new ClockCheck(cluster, transactionalId, topics.images(), InstantSource.system()),
                new RegistryCheck(connection),
                new SchemasCheck(connection, topics, raw),
                new RosterCheck(cluster, topics, trust(config)));
    }

    private static Map<String, Path> folders(ConsiliumConfig config) {
        Map<String, Path> folders = new LinkedHashMap<>();
        folders.put("artifact.cache.directory", config.artifactCache());
        folders.put(
                "kafka.state.dir",
                Path.of(new StreamsConfig(config.streams().toProperties()).getString(StreamsConfig.STATE_DIR_CONFIG)));
        return folders;
    }

    /** Empty when the folder of keys is not there, which {@link TrustCheck} has said. */
    private static Optional<TrustPolicy> trust(ConsiliumConfig config) {
        try {
            return Optional.of(config.trust());
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }
}
