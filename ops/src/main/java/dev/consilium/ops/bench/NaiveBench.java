package dev.consilium.ops.bench;

import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.ops.client.ImageProducer;
import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.stack.Stack;
import dev.consilium.streams.ConsiliumApp;
import dev.consilium.streams.config.ConsiliumConfig;
import dev.consilium.trainer.publish.PublishRequest;
import dev.consilium.trainer.publish.Publisher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Drains the same images twice in one process, one after the other, and compares: what a user writes by hand, and
 * Consilium. The broker runs in this process too, so both pay for it on the same cores.
 */
final class NaiveBench {

    /** The same for both: the JVM compiles what it runs most. */
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    /** The yardstick is slow: its rate is known long before it has read everything. */
    private static final Duration LONGEST_MEASUREMENT = Duration.ofSeconds(20);

    private static final int PARTITIONS = 12;

    private final int images;
    private final int threads;
    private final Consumer<String> said;

    NaiveBench(int images, int threads, Consumer<String> said) {
        this.images = images;
        this.threads = threads;
        this.said = said;
    }

    /** Images per second of either, and their ratio. */
    record Figures(double naiveImagesPerSecond, double imagesPerSecond) {
        double ratioToNaive() {
            return imagesPerSecond / naiveImagesPerSecond;
        }
    }

    Figures run() throws Exception {
        try (BenchImages bench = BenchImages.prepare();
                Stack stack = Stack.start()) {
            Connection connection = Connection.to(stack.bootstrapServers(), stack.schemaRegistryUrl());
            Topics topics = Topics.defaults();
            try (Admin admin = connection.admin()) {
                TopicSetup.ensure(admin, topics, PARTITIONS, (short) 1);
                TopicSetup.ensure(admin, naive(topics), PARTITIONS, (short) 1);
            }
            said.accept(String.format("%,d JPEG images of 32x32 on %d partitions", images, PARTITIONS));
            preload(connection, topics, bench.jpegs());
            double naive = naive(connection, topics, bench.specialists());
            double consilium = consilium(connection, topics, bench.specialists());
            return new Figures(naive, consilium);
        }
    }

    private void preload(Connection connection, Topics topics, List<Image> jpegs) {
        try (ImageProducer producer = new ImageProducer(connection, topics.images())) {
            for (int i = 0; i < images; i++) {
                producer.send(Image.newBuilder(jpegs.get(i % jpegs.size()))
                        .setId(Integer.toString(i))
                        .build());
            }
            producer.flush();
        }
    }

    private double naive(Connection connection, Topics topics, List<SpecialistPackage> specialists) {
        Properties properties = new Properties();
        properties.putAll(connection.client());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "naive");
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        String predictions = naive(topics).predictions();
        try (NaiveTopology topology = new NaiveTopology(specialists);
                KafkaStreams streams = new KafkaStreams(
                        topology.build(
                                topics.images(),
                                predictions,
                                connection.serde(Image.class),
                                connection.serde(Prediction.class)),
                        properties)) {
            streams.start();
            return measured(connection, predictions);
        }
    }

    private double consilium(Connection connection, Topics topics, List<SpecialistPackage> specialists)
            throws Exception {
        new Publisher(connection, topics, InstantSource.system())
                .publish(specialists, PublishRequest.serve("bench", "measured"), Publisher.UploadProgress.NONE);
        ConsiliumConfig config = new ConsiliumConfig(Map.of(
                "bootstrap.servers", connection.bootstrapServers(),
                "schema.registry.url", connection.schemaRegistryUrl(),
                "num.stream.threads", Integer.toString(threads),
                "scorer.threads", Integer.toString(threads),
                "kafka.auto.offset.reset", "earliest",
                "http.enabled", "false"));
        try (ConsiliumApp ignored = ConsiliumApp.start(config)) {
            return measured(connection, topics.predictions());
        }
    }

    private double measured(Connection connection, String topic) {
        Map<String, Object> client = connection.client();
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (DrainMeter meter = new DrainMeter(client, topic)) {
            double rate = meter.imagesPerSecond(WARM_UP, images, LONGEST_MEASUREMENT);
            said.accept(String.format("%s: %,.0f images/s", topic, rate));
            return rate;
        }
    }

    private static Topics naive(Topics topics) {
        Topics prefixed = topics.prefixed("naive-");
        return new Topics(
                topics.images(),
                prefixed.predictions(),
                topics.models(),
                topics.modelArtifacts(),
                topics.roster(),
                topics.rollouts(),
                prefixed.deadLetters());
    }
}
