package dev.consilium.streams.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;
import static org.apache.kafka.common.config.ConfigDef.ValidString.in;

import dev.consilium.specialist.archive.AllowedOperators;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigException;

/** Every key of the app with its default, its limits and what it does: the table in the docs is made from this. */
final class ConfigKeys {

    static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    static final String SCHEMA_REGISTRY_URL = "schema.registry.url";
    static final String APPLICATION_ID = "application.id";
    static final String INSTANCE_ID = "instance.id";
    static final String PROCESSING_GUARANTEE = "processing.guarantee";
    static final String NUM_STREAM_THREADS = "num.stream.threads";
    static final String TOPICS_CREATE = "topics.create";
    static final String TOPICS_IMAGES_PARTITIONS = "topics.images.partitions";
    static final String TOPICS_REPLICATION_FACTOR = "topics.replication.factor";
    static final String TOPIC_IMAGES = "topic.images";
    static final String TOPIC_PREDICTIONS = "topic.predictions";
    static final String TOPIC_MODELS = "topic.models";
    static final String TOPIC_MODEL_ARTIFACTS = "topic.model.artifacts";
    static final String TOPIC_ROSTER = "topic.roster";
    static final String TOPIC_ROLLOUTS = "topic.rollouts";
    static final String TOPIC_DEAD_LETTERS = "topic.dead.letters";
    static final String IMAGES_FORMAT = "images.format";
    static final String IMAGE_MAX_SIZE = "image.max.size";
    static final String IMAGE_MAX_PIXELS = "image.max.pixels";
    static final String BATCH_SIZE = "batch.size";
    static final String BATCH_LINGER = "batch.linger";
    static final String MAX_IN_FLIGHT = "max.in.flight";
    static final String SCORER_THREADS = "scorer.threads";
    static final String DEVICE = "device";
    static final String CONSULTATION_DEADLINE = "consultation.deadline";
    static final String CONSULTATION_QUORUM = "consultation.quorum";
    static final String CONSULTATION_UNAVAILABLE = "consultation.unavailable";
    static final String SPECIALIST_TIMEOUT = "specialist.timeout";
    static final String ABSTAIN_BELOW = "abstain.below";
    static final String PROBABILITIES = "prediction.probabilities";
    static final String ARTIFACT_CACHE_DIRECTORY = "artifact.cache.directory";
    static final String ARTIFACT_MAX_SIZE = "artifact.max.size";
    static final String ARTIFACT_MAX_UNPACKED_SIZE = "artifact.max.unpacked.size";
    static final String TRUSTED_KEYS = "trusted.keys";
    static final String TRUST_UNSIGNED = "trust.unsigned";
    static final String TRUST_ALLOWED_OPERATORS = "trust.allowed.operators";
    static final String GATE_MAX_LATENCY_RATIO = "gate.max.latency.ratio";
    static final String ARTIFACT_URI_ALLOWED = "artifact.uri.allowed";
    static final String LOG_FORMAT = "log.format";
    static final String TRACING_ENABLED = "tracing.enabled";
    static final String ARTIFACT_CACHE_SIZE = "artifact.cache.size";
    static final String ROLLBACK_CACHE_SIZE = "rollback.cache.size";
    static final String AVRO_SERDE_CLASS = "avro.serde.class";

    /** Keys under this prefix go, without it, to Kafka Streams and its clients as they are. */
    static final String KAFKA_PREFIX = "kafka.";

    /** Keys under this prefix go, without it, to the Avro serde. */
    static final String SERDE_PREFIX = "serde.";

    private ConfigKeys() {}

    static ConfigDef definition() {
        ConfigDef def = new ConfigDef();
        defineConnection(def);
        defineTopics(def);
        defineImages(def);
        defineConsultation(def);
        defineSurroundings(def);
        HttpKeys.define(def);
        defineLogAndTracing(def);
        return def;
    }

    private static ConfigDef.Validator operators() {
        return ConfigDef.LambdaValidator.with(
                (key, value) -> {
                    try {
                        var unused = AllowedOperators.parse((String) value);
                    } catch (IllegalArgumentException e) {
                        throw new ConfigException(key, value, e.getMessage());
                    }
                },
                () -> "namespace::name, comma-separated");
    }

    private static void defineConnection(ConfigDef def) {
        def.define(
                        BOOTSTRAP_SERVERS,
                        STRING,
                        "localhost:9092",
                        new NonEmptyString(),
                        HIGH,
                        "Kafka brokers, host:port, comma separated.")
                .define(
                        SCHEMA_REGISTRY_URL,
                        STRING,
                        "http://localhost:8081/apis/ccompat/v7",
                        new NonEmptyString(),
                        HIGH,
                        "Schema registry (Confluent's REST protocol); several, comma separated, are tried in turn.")
                .define(
                        APPLICATION_ID,
                        STRING,
                        "consilium",
                        new NonEmptyString(),
                        HIGH,
                        "Kafka Streams' application.id: the consumer group, and the prefix of transactional ids. Instances with the same one share the work.")
                .define(
                        INSTANCE_ID,
                        STRING,
                        "",
                        MEDIUM,
                        "Static membership (Kafka's group.instance.id): unique per instance and stable over its restarts. Empty: dynamic membership, the instance leaves the group when it stops.")
                .define(
                        PROCESSING_GUARANTEE,
                        STRING,
                        "exactly_once_v2",
                        in("exactly_once_v2", "at_least_once"),
                        HIGH,
                        "Kafka Streams' processing.guarantee.")
                .define(
                        NUM_STREAM_THREADS,
                        INT,
                        0,
                        between(0, 256),
                        MEDIUM,
                        "StreamThreads: they read, parse, decide and write; 0: one per four cores, at least one. The"
                                + " specialists run on the scorer threads.")
                .define(
                        AVRO_SERDE_CLASS,
                        STRING,
                        "",
                        MEDIUM,
                        "A Kafka Serde to use instead of Consilium's own, for example io.confluent.kafka.streams.serdes.avro.SpecificAvroSerde.");
    }

    private static void defineTopics(ConfigDef def) {
        def.define(TOPICS_CREATE, BOOLEAN, true, MEDIUM, "Create missing topics at start.")
                .define(
                        TOPICS_IMAGES_PARTITIONS,
                        INT,
                        12,
                        between(1, 10_000),
                        LOW,
                        "Partitions of images, predictions and dead letters when they are created here.")
                .define(
                        TOPICS_REPLICATION_FACTOR,
                        INT,
                        -1,
                        between(-1, 32),
                        LOW,
                        "Replication factor of topics created here; -1: the broker's default.")
                .define(TOPIC_IMAGES, STRING, "images", new NonEmptyString(), LOW, "Topic of the images.")
                .define(
                        TOPIC_PREDICTIONS,
                        STRING,
                        "predictions",
                        new NonEmptyString(),
                        LOW,
                        "Topic of the predictions.")
                .define(
                        TOPIC_MODELS,
                        STRING,
                        "models",
                        new NonEmptyString(),
                        LOW,
                        "Topic of the manifests of versions.")
                .define(
                        TOPIC_MODEL_ARTIFACTS,
                        STRING,
                        "model-artifacts",
                        new NonEmptyString(),
                        LOW,
                        "Topic of the modules' chunks.")
                .define(TOPIC_ROSTER, STRING, "roster", new NonEmptyString(), LOW, "Topic of the decisions who serves.")
                .define(
                        TOPIC_ROLLOUTS,
                        STRING,
                        "rollouts",
                        new NonEmptyString(),
                        LOW,
                        "Topic of what each instance did with each version.")
                .define(
                        TOPIC_DEAD_LETTERS,
                        STRING,
                        "dead-letters",
                        new NonEmptyString(),
                        LOW,
                        "Topic of the images that could not be answered, with the reason.");
    }

    private static void defineImages(ConfigDef def) {
        def.define(
                        IMAGES_FORMAT,
                        STRING,
                        "avro",
                        in("avro", "raw"),
                        HIGH,
                        "What the value of an images record is: an Avro Image, or the bare image file.")
                .define(IMAGE_MAX_SIZE, STRING, "4MiB", Sizes.between(1, 1L << 30), MEDIUM, "Largest encoded image.")
                .define(
                        IMAGE_MAX_PIXELS,
                        STRING,
                        "16777216",
                        Sizes.between(1, Integer.MAX_VALUE / 4),
                        MEDIUM,
                        "Largest width x height that is decoded; read from the file's header before decoding.");
    }

    private static void defineConsultation(ConfigDef def) {
        def.define(BATCH_SIZE, INT, 32, between(1, 1024), HIGH, "Images scored in one forward.")
                .define(
                        BATCH_LINGER,
                        STRING,
                        "5ms",
                        Durations.between(Duration.ZERO, Duration.ofSeconds(1)),
                        MEDIUM,
                        "Longest time that an image waits for others to fill its batch.")
                .define(
                        MAX_IN_FLIGHT,
                        INT,
                        256,
                        between(1, 100_000),
                        MEDIUM,
                        "Images of one task (a partition of images) that may be in consultation at once.")
                .define(
                        SCORER_THREADS,
                        INT,
                        0,
                        between(0, 256),
                        MEDIUM,
                        "Threads that decode images and run the specialists over them; 0: one per core.")
                .define(
                        DEVICE,
                        STRING,
                        "auto",
                        new DeviceValidator(),
                        MEDIUM,
                        "Where specialists run; auto: on all GPUs when there are any; several GPUs share the specialists by size.")
                .define(
                        CONSULTATION_DEADLINE,
                        STRING,
                        "30s",
                        Durations.between(Duration.ofMillis(10), Duration.ofHours(1)),
                        MEDIUM,
                        "Longest time that an image waits for an opinion. It must exceed the worst queueing at max.in.flight.")
                .define(
                        CONSULTATION_QUORUM,
                        INT,
                        0,
                        between(0, 10_000),
                        LOW,
                        "Opinions that suffice for a PARTIAL prediction when others are missing; 0: all are needed, otherwise the image becomes a dead letter.")
                .define(
                        SPECIALIST_TIMEOUT,
                        STRING,
                        "10s",
                        Durations.between(Duration.ofMillis(100), Duration.ofHours(1)),
                        MEDIUM,
                        "Longest time that one forward of a specialist over a batch may take. Then it counts as hung: it is not asked until the forward has come back and it has answered test images, and its scorer thread is replaced.")
                .define(
                        CONSULTATION_UNAVAILABLE,
                        STRING,
                        "wait",
                        in("wait", "dead-letter"),
                        LOW,
                        "What becomes of images while specialists hang or fail on test images too, so that too few can answer (consultation.quorum): wait: they wait in their topic until enough can; dead-letter: each becomes a dead letter at once.")
                .define(
                        ABSTAIN_BELOW,
                        DOUBLE,
                        0.0,
                        between(0, 1),
                        MEDIUM,
                        "A winner less sure than this gives the outcome ABSTAINED; 0: never.")
                .define(
                        PROBABILITIES,
                        BOOLEAN,
                        false,
                        LOW,
                        "Put all probabilities of each specialist into the prediction.");
    }

    private static void defineSurroundings(ConfigDef def) {
        def.define(ARTIFACT_CACHE_DIRECTORY, STRING, "", LOW, "Folder of modules and crash journals; empty: temporary.")
                .define(
                        ARTIFACT_CACHE_SIZE,
                        STRING,
                        "10GiB",
                        Sizes.between(1, 1L << 40),
                        LOW,
                        "What the folder of fetched modules may hold; those unused for longest go first.")
                .define(
                        ROLLBACK_CACHE_SIZE,
                        STRING,
                        "256MiB",
                        Sizes.between(0, 1L << 40),
                        LOW,
                        "Modules of the versions that served last stay loaded, one a specialist, as long as their files come to"
                                + " no more than this: going back to them takes milliseconds. 0: none.")
                .define(
                        ARTIFACT_MAX_SIZE,
                        STRING,
                        "2GiB",
                        Sizes.between(1, 1L << 40),
                        LOW,
                        "Largest module that is fetched.")
                .define(
                        ARTIFACT_MAX_UNPACKED_SIZE,
                        STRING,
                        "4GiB",
                        Sizes.between(1, 1L << 41),
                        LOW,
                        "What a module's files may have together when they are unpacked. PyTorch stores weights as they are, so a"
                                + " real one grows little.")
                .define(
                        TRUSTED_KEYS,
                        STRING,
                        "",
                        HIGH,
                        "Folder of public keys (PEM). A version is loaded only when one of them signed it; the folder is read for"
                                + " each version, so that keys come and go without a restart.")
                .define(
                        TRUST_UNSIGNED,
                        BOOLEAN,
                        false,
                        HIGH,
                        "Load versions that nobody signed too: for trying things out, and where only trusted people can write"
                                + " to the topics.")
                .define(
                        TRUST_ALLOWED_OPERATORS,
                        STRING,
                        "",
                        operators(),
                        MEDIUM,
                        "TorchScript operators that modules may use beside those known to compute, for example"
                                + " torchvision::deform_conv2d. What is known to reach files or to run code can never be"
                                + " allowed.")
                .define(
                        GATE_MAX_LATENCY_RATIO,
                        DOUBLE,
                        4.0,
                        between(1, 1_000_000),
                        MEDIUM,
                        "How many times as long as the version that serves a new one may take for a full batch; the gate refuses"
                                + " slower ones. The first version of a specialist is compared with none.")
                .define(
                        ARTIFACT_URI_ALLOWED,
                        STRING,
                        "",
                        MEDIUM,
                        "Beginnings of the URIs (file:, http:, https:) that modules may be fetched from, comma-separated, redirects included; empty: from the artifact topic alone.");
    }

    private static void defineLogAndTracing(ConfigDef def) {
        def.define(
                        LOG_FORMAT,
                        STRING,
                        LogSettings.FORMATS.get(0),
                        in(LogSettings.FORMATS.toArray(String[]::new)),
                        LOW,
                        "How serve logs: lines for people, or a JSON object a line with each key as a field.")
                .define(
                        TRACING_ENABLED,
                        BOOLEAN,
                        false,
                        LOW,
                        "Trace each consultation with OpenTelemetry; where its spans go, and which images are sampled,"
                                + " OpenTelemetry's own variables (OTEL_...) say. Off: the trace context in an image's"
                                + " headers is carried on as it is.");
    }
}
