package dev.consilium.ops.bench.rig;

import dev.consilium.ops.client.ImageProducer;
import dev.consilium.ops.client.TemporaryFolder;
import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.stack.Cluster;
import dev.consilium.stack.Kafka;
import dev.consilium.stack.Registry;
import dev.consilium.stack.Stack;
import dev.consilium.stack.StackOptions;
import dev.consilium.streams.ConsiliumApp;
import dev.consilium.streams.config.ConsiliumConfig;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.publish.PublishRequest;
import dev.consilium.trainer.publish.Publisher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/**
 * A broker in this process (or three beside it), a registry beside it, images, and specialists to publish. Whatever is
 * measured here pays for the broker on the same cores.
 *
 * <p>One thread builds measurements on it; what it hands out is as safe as its own documentation says.
 */
public final class Rig implements AutoCloseable {

    /** A replication factor. */
    private static final short AS_THE_BROKER_DOES = -1;

    private final TemporaryFolder folder;
    private final DataSet data;
    private final BenchSpecialists specialists;
    private final Foundation foundation;

    private Rig(TemporaryFolder folder, DataSet data, BenchSpecialists specialists, Foundation foundation) {
        this.folder = folder;
        this.data = data;
        this.specialists = specialists;
        this.foundation = foundation;
    }

    /** Trains two specialists for a moment and starts the stack, with temporary data on free ports. */
    public static Rig start() throws Exception {
        return build(() -> {
            Stack stack = Stack.start();
            return new Foundation(stack.broker(), stack.registry(), true);
        });
    }

    /** The same where the broker can also be reached through whoever listens at a port of this machine. */
    public static Rig startWithDetour(int port) throws Exception {
        return build(() -> {
            Stack stack = Stack.start(StackOptions.defaults().withDetour(port));
            return new Foundation(stack.broker(), stack.registry(), true);
        });
    }

    /** The same on three brokers, each in a process of its own. */
    public static Rig startOnCluster() throws Exception {
        return start(Cluster::start);
    }

    /** The same on one broker in a process of its own, over data in this folder. */
    public static Rig startOn(Path brokerData) throws Exception {
        return start(() -> Cluster.ofOne(brokerData));
    }

    private static Rig start(Supplier<Cluster> brokers) throws Exception {
        return build(() -> {
            Cluster cluster = brokers.get();
            try {
                return new Foundation(cluster, Registry.start(), true);
            } catch (RuntimeException e) {
                cluster.close();
                throw e;
            }
        });
    }

    /** The same on a stack that runs already, and that is not closed with it. Its topics are kept apart by their names alone. */
    public static Rig on(Stack stack) throws Exception {
        return build(() -> new Foundation(stack.broker(), stack.registry(), false));
    }

    private static Rig build(Supplier<Foundation> foundation) throws Exception {
        TemporaryFolder folder = TemporaryFolder.create();
        try {
            DataSet data = DataSet.open(Path.of(System.getProperty("consilium.home", "."), "ops", "demo-data"));
            BenchSpecialists specialists = BenchSpecialists.train(data, folder.path());
            return new Rig(folder, data, specialists, foundation.get());
        } catch (Exception e) {
            folder.close();
            throw e;
        }
    }

    /**
     * What it stands on.
     *
     * @param own whether it goes with the rig
     */
    private record Foundation(Kafka kafka, Registry registry, boolean own) implements AutoCloseable {

        @Override
        public void close() {
            if (own) {
                registry.close();
                kafka.close();
            }
        }
    }

    public Connection connection() {
        return Connection.to(
                foundation.kafka().bootstrapServers(), foundation.registry().url());
    }

    /** To be taken away and brought back; there is either a broker or a cluster. */
    public Kafka kafka() {
        return foundation.kafka();
    }

    /** To be taken away and brought back. */
    public Registry registry() {
        return foundation.registry();
    }

    /** A folder that is gone when the rig is closed, for logs and the like. */
    public Path folder() {
        return folder.path();
    }

    /** In memory. */
    public BenchImages images(ImageKind kind) throws IOException {
        return BenchImages.of(kind, data);
    }

    /**
     * SimpleCNN specialists of five classes each, of different names. Beyond the second they repeat the first two's
     * modules.
     */
    public List<SpecialistPackage> specialists(int count) throws IOException {
        return specialists.first(count);
    }

    /**
     * Creates all topics that are missing, under names of their own.
     *
     * @param name what they begin with; {@code images} stands alone, so that several may read the same
     * @param imagesTopic created too if it is missing
     */
    public Topics topics(String name, String imagesTopic, int partitions) {
        Topics own = Topics.defaults().prefixed(name + "-");
        Topics topics = new Topics(
                imagesTopic,
                own.predictions(),
                own.models(),
                own.modelArtifacts(),
                own.roster(),
                own.rollouts(),
                own.deadLetters());
        try (Admin admin = connection().admin()) {
            TopicSetup.ensure(admin, topics, partitions, AS_THE_BROKER_DOES);
        }
        return topics;
    }

    /** Sends images {@code from} to {@code to} (exclusive) of the endless stream; returns when the broker has them. */
    public void preload(BenchImages images, String topic, long from, long to) {
        try (ImageProducer producer = new ImageProducer(connection(), topic)) {
            for (long i = from; i < to; i++) {
                producer.send(images.image(i));
            }
            producer.flush();
        }
    }

    /** Publishes them to serve. */
    public void publish(Topics topics, List<SpecialistPackage> packages) throws IOException {
        try (Publisher publisher = new Publisher(connection(), topics, InstantSource.system())) {
            publisher.publish(packages, PublishRequest.serve("bench", "measured"), Publisher.UploadProgress.NONE);
        }
    }

    /**
     * The app's settings: what a user gets by default, with HTTP off and unsigned versions let in, reading {@code images} from its beginning.
     *
     * @param group {@code application.id}: a new one reads everything again
     * @param settings what is to be otherwise
     */
    public Map<String, String> settings(Topics topics, String group, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "bootstrap.servers",
                kafka().bootstrapServers(),
                "schema.registry.url",
                registry().url(),
                "application.id",
                group,
                "kafka.auto.offset.reset",
                "earliest",
                "http.enabled",
                "false",
                "trust.unsigned",
                "true",
                "artifact.cache.directory",
                folder.path().resolve("cache-" + group).toString()));
        all.put("topic.images", topics.images());
        all.put("topic.predictions", topics.predictions());
        all.put("topic.models", topics.models());
        all.put("topic.model.artifacts", topics.modelArtifacts());
        all.put("topic.roster", topics.roster());
        all.put("topic.rollouts", topics.rollouts());
        all.put("topic.dead.letters", topics.deadLetters());
        all.putAll(settings);
        return all;
    }

    /** Starts the app in this process; returns before it answers. The caller closes it. */
    public ConsiliumApp consilium(Topics topics, String group, Map<String, String> settings) {
        return ConsiliumApp.start(new ConsiliumConfig(settings(topics, group, settings)));
    }

    @Override
    public void close() throws IOException {
        try (folder) {
            foundation.close();
        }
    }
}
