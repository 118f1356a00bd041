package dev.consilium.streams.config;

import static dev.consilium.streams.config.ConfigKeys.KAFKA_PREFIX;
import static dev.consilium.streams.config.ConfigKeys.SERDE_PREFIX;

import dev.consilium.schemas.Topics;
import dev.consilium.schemas.access.Duty;
import dev.consilium.schemas.access.Right;
import dev.consilium.schemas.artifact.ArtifactUris;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.specialist.archive.AllowedOperators;
import dev.consilium.specialist.archive.ArchiveLimits;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.torch.DeviceSetting;
import dev.consilium.specialist.torch.Placement;
import dev.consilium.specialist.torch.TorchScriptModel;
import dev.consilium.specialist.trust.TrustPolicy;
import dev.consilium.streams.circuit.BackOff;
import dev.consilium.streams.http.HttpSettings;
import dev.consilium.streams.roster.ModelLoader;
import dev.consilium.streams.roster.RosterFeedSettings;
import dev.consilium.streams.scoring.ScoringSettings;
import dev.consilium.streams.submit.SubmissionSettings;
import dev.consilium.streams.topology.ImagesFormat;
import dev.consilium.streams.topology.StreamsSettings;
import dev.consilium.streams.topology.TopologyConfig;
import dev.consilium.streams.topology.TopologyConfig.Unavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The app's settings, read and validated once, and handed out as the typed settings that each part is built from.
 * Every error names the key, the value and what would be right.
 *
 * <p>Immutable; any thread.
 */
public final class ConsiliumConfig extends AbstractConfig {

    /** Room for the images of all tasks between admission and their batch; at the limit StreamThreads wait. */
    private static final int SCORING_QUEUE = 4_096;

    private static final Map<String, String> STREAM_THREAD_REGISTRY_CALLS = Map.of(
            "http.connect.timeout.ms", "1000",
            "http.read.timeout.ms", "2000",
            "max.retries", "0");

    /**
     * Validates.
     *
     * @param settings what the user set, see {@link ConfigSources}
     * @throws ConfigException naming the first key that is unknown or whose value is not allowed
     */
    public ConsiliumConfig(Map<String, String> settings) {
        super(ConfigKeys.definition(), known(settings), false);
        try {
            // What only the parts themselves know to check: names of topics, Kafka's own properties.
            topics();
            streams();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
        requireUris();
    }

    private void requireUris() {
        try {
            var unused = new ArtifactUris(allowedUris());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(ConfigKeys.ARTIFACT_URI_ALLOWED + ": " + e.getMessage());
        }
    }

    public Connection connection() {
        Map<String, String> properties = new HashMap<>(prefixed(KAFKA_PREFIX));
        properties.putAll(prefixed(SERDE_PREFIX));
        text(ConfigKeys.AVRO_SERDE_CLASS).ifPresent(type -> properties.put(ConfigKeys.AVRO_SERDE_CLASS, type));
        return new Connection(
                getString(ConfigKeys.BOOTSTRAP_SERVERS), getString(ConfigKeys.SCHEMA_REGISTRY_URL), properties);
    }

    /**
     * The connection of serdes that run on StreamThreads: a registry call there must end well within a transaction, and
     * whether to try again is the topology's decision.
     */
    public Connection streamThreadConnection() {
        Connection connection = connection();
        Map<String, String> properties = new HashMap<>(STREAM_THREAD_REGISTRY_CALLS);
        properties.putAll(connection.properties());
        return new Connection(connection.bootstrapServers(), connection.schemaRegistryUrl(), properties);
    }

    /** What Kafka has to allow this app. */
    public Set<Right> rights() {
        Set<Right> rights = new LinkedHashSet<>(Duty.SERVE.rights(topics(), applicationId()));
        if (submission().isPresent()) {
            rights.addAll(Duty.SUBMIT.rights(topics(), applicationId()));
        }
        if (!getString(ConfigKeys.PROCESSING_GUARANTEE).equals(StreamsConfig.EXACTLY_ONCE_V2)) {
            rights.removeIf(right -> right.resource() == ResourceType.TRANSACTIONAL_ID);
        }
        return rights;
    }

    public Topics topics() {
        return new Topics(
                getString(ConfigKeys.TOPIC_IMAGES),
                getString(ConfigKeys.TOPIC_PREDICTIONS),
                getString(ConfigKeys.TOPIC_MODELS),
                getString(ConfigKeys.TOPIC_MODEL_ARTIFACTS),
                getString(ConfigKeys.TOPIC_ROSTER),
                getString(ConfigKeys.TOPIC_ROLLOUTS),
                getString(ConfigKeys.TOPIC_DEAD_LETTERS));
    }

    /** Whether missing topics are created at start. */
    public boolean createsTopics() {
        return getBoolean(ConfigKeys.TOPICS_CREATE);
    }

    /** Partitions of {@code images} should it be created here. */
    public int imagePartitions() {
        return getInt(ConfigKeys.TOPICS_IMAGES_PARTITIONS);
    }

    /** Replication factor of topics created here; -1: the broker's default. */
    public short replicationFactor() {
        return getInt(ConfigKeys.TOPICS_REPLICATION_FACTOR).shortValue();
    }

    public StreamsSettings streams() {
        Map<String, Object> given = new HashMap<>(prefixed(KAFKA_PREFIX));
        given.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, getString(ConfigKeys.PROCESSING_GUARANTEE));
        given.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, streamThreads());
        staticMember().ifPresent(id -> given.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
        return StreamsSettings.of(applicationId(), getString(ConfigKeys.BOOTSTRAP_SERVERS), given);
    }

    /** Kafka Streams' {@code application.id}, which is the consumer group. */
    public String applicationId() {
        return getString(ConfigKeys.APPLICATION_ID);
    }

    /** Kafka's {@code group.instance.id}, when the membership shall outlive a restart. */
    public Optional<String> staticMember() {
        return text(ConfigKeys.INSTANCE_ID);
    }

    /** How this instance is called on {@code rollouts}; unlike a static member's id it need not be stable. */
    public String instanceName() {
        return InstanceName.of(getString(ConfigKeys.INSTANCE_ID));
    }

    /** The topology's settings for a roster of these specialists. */
    public TopologyConfig topology(List<String> specialists) {
        TopologyConfig topology = TopologyConfig.of(topics(), specialists)
                .withImagesFormat(imagesFormat())
                .withMaxInFlight(getInt(ConfigKeys.MAX_IN_FLIGHT))
                .withDeadline(duration(ConfigKeys.CONSULTATION_DEADLINE))
                .withUnavailable(Unavailable.valueOf(getString(ConfigKeys.CONSULTATION_UNAVAILABLE)
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')))
                .withAbstainBelow(getDouble(ConfigKeys.ABSTAIN_BELOW).floatValue());
        OptionalInt quorum = quorum(specialists.size());
        return quorum.isPresent() ? topology.withQuorum(quorum.getAsInt()) : topology;
    }

    public ScoringSettings scoring() {
        int batchSize = getInt(ConfigKeys.BATCH_SIZE);
        return new ScoringSettings(
                batchSize,
                duration(ConfigKeys.BATCH_LINGER),
                scorers(),
                Math.max(SCORING_QUEUE, batchSize),
                new ImageLimits(Math.toIntExact(size(ConfigKeys.IMAGE_MAX_SIZE)), size(ConfigKeys.IMAGE_MAX_PIXELS)),
                getBoolean(ConfigKeys.PROBABILITIES),
                duration(ConfigKeys.SPECIALIST_TIMEOUT),
                BackOff.defaults());
    }

    /** The longest that one forward may take before the process is no longer live. */
    public Duration longestForward() {
        return duration(ConfigKeys.CONSULTATION_DEADLINE).multipliedBy(2);
    }

    public RosterFeedSettings rosterFeed() {
        return new RosterFeedSettings(
                instanceName(),
                artifactCache(),
                ArchiveLimits.ofPacked(size(ConfigKeys.ARTIFACT_MAX_SIZE))
                        .withUnpacked(size(ConfigKeys.ARTIFACT_MAX_UNPACKED_SIZE)),
                trust(),
                AllowedOperators.parse(getString(ConfigKeys.TRUST_ALLOWED_OPERATORS)),
                allowedUris(),
                size(ConfigKeys.ARTIFACT_CACHE_SIZE),
                size(ConfigKeys.ROLLBACK_CACHE_SIZE),
                getInt(ConfigKeys.BATCH_SIZE),
                getDouble(ConfigKeys.GATE_MAX_LATENCY_RATIO),
                loader());
    }

    /** Where the processes of this app that share a disk keep their journals of images in flight: the same after each restart. */
    public Path crashJournals() {
        return text(ConfigKeys.ARTIFACT_CACHE_DIRECTORY)
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "consilium"))
                .resolve("in-flight")
                .resolve(applicationId());
    }

    /** Where fetched modules are kept; need not be there yet. */
    public Path artifactCache() {
        return text(ConfigKeys.ARTIFACT_CACHE_DIRECTORY)
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "consilium", instanceName()));
    }

    /** Whose versions are loaded. @throws ConfigException when there is no such folder of keys */
    public TrustPolicy trust() {
        return new TrustPolicy(trustedKeys(), getBoolean(ConfigKeys.TRUST_UNSIGNED));
    }

    /** Where specialists are to run. */
    public DeviceSetting device() {
        return DeviceSetting.parse(getString(ConfigKeys.DEVICE));
    }

    private List<String> allowedUris() {
        return list(ConfigKeys.ARTIFACT_URI_ALLOWED);
    }

    /** How HTTP is served, if it is. */
    public Optional<HttpSettings> http() {
        return getBoolean(HttpKeys.ENABLED)
                ? Optional.of(
                        new HttpSettings(getString(HttpKeys.HOST), getInt(HttpKeys.PORT), token(), allowedHosts()))
                : Optional.empty();
    }

    /** How images are taken over HTTP, if they are. */
    public Optional<SubmissionSettings> submission() {
        return getBoolean(HttpKeys.ENABLED) && getBoolean(HttpKeys.SUBMIT_ENABLED)
                ? Optional.of(new SubmissionSettings(
                        Math.toIntExact(size(HttpKeys.SUBMIT_MAX_BYTES)), duration(HttpKeys.SUBMIT_TIMEOUT)))
                : Optional.empty();
    }

    /** Whether consultations are traced. */
    public boolean tracing() {
        return getBoolean(ConfigKeys.TRACING_ENABLED);
    }

    /** What the value of an images record is. */
    public ImagesFormat imagesFormat() {
        return ImagesFormat.valueOf(getString(ConfigKeys.IMAGES_FORMAT).toUpperCase(Locale.ROOT));
    }

    private Set<String> allowedHosts() {
        return list(HttpKeys.ALLOWED_HOSTS).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private Optional<String> token() {
        String token = getPassword(HttpKeys.TOKEN).value().trim();
        return token.isEmpty() ? Optional.empty() : Optional.of(token);
    }

    /** A folder that is not there is an oversight at start; later, something to wait for. */
    private Optional<Path> trustedKeys() {
        return text(ConfigKeys.TRUSTED_KEYS).map(Path::of).map(folder -> {
            if (!Files.isDirectory(folder)) {
                throw new ConfigException(
                        ConfigKeys.TRUSTED_KEYS, folder, "is no folder; make a key with 'consilium keys generate'");
            }
            return folder;
        });
    }

    private ModelLoader loader() {
        Placement placement = new Placement(device().here());
        return (file, specialist) -> TorchScriptModel.load(
                file,
                specialist,
                placement.place(
                        specialist.name(), specialist.manifest().getArtifact().getSizeBytes()));
    }

    /** A quorum of more than the roster has means all of it: specialists come and go, the setting stays. */
    private OptionalInt quorum(int specialists) {
        int quorum = getInt(ConfigKeys.CONSULTATION_QUORUM);
        return quorum == 0 ? OptionalInt.empty() : OptionalInt.of(Math.min(quorum, specialists));
    }

    /** An image costs a StreamThread a tenth of what it costs the scorers; and each has a transaction of its own. */
    private int streamThreads() {
        int threads = getInt(ConfigKeys.NUM_STREAM_THREADS);
        return threads == 0 ? Math.max(1, cores() / 4) : threads;
    }

    private int scorers() {
        int threads = getInt(ConfigKeys.SCORER_THREADS);
        return threads == 0 ? cores() : threads;
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private Duration duration(String key) {
        return Durations.parse(key, getString(key));
    }

    private long size(String key) {
        return Sizes.parse(key, getString(key));
    }

    private List<String> list(String key) {
        return text(key).map(items -> List.of(items.split("\\s*,\\s*"))).orElse(List.of());
    }

    private Optional<String> text(String key) {
        String value = getString(key).trim();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private Map<String, String> prefixed(String prefix) {
        Map<String, String> found = new HashMap<>();
        originalsWithPrefix(prefix).forEach((key, value) -> found.put(key, String.valueOf(value)));
        return found;
    }

    private static Map<String, String> known(Map<String, String> settings) {
        Set<String> names = ConfigKeys.definition().names();
        for (String key : settings.keySet()) {
            if (!names.contains(key) && !key.startsWith(KAFKA_PREFIX) && !key.startsWith(SERDE_PREFIX)) {
                String first = key.split("\\.", 2)[0];
                List<String> related =
                        names.stream().filter(name -> name.startsWith(first)).toList();
                throw new ConfigException(
                        "Unknown key " + key + ". Known keys: " + (related.isEmpty() ? names : related)
                                + ". Kafka's own properties are set as " + KAFKA_PREFIX
                                + "<property>, those of the Avro serde as "
                                + SERDE_PREFIX + "<property>.");
            }
        }
        return settings;
    }
}
