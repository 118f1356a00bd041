package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.stack.SharedStack;
import dev.consilium.stack.Stack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program in another language, with that language's usual libraries, over a real broker and a real registry. Skipped without npm. */
class JavaScriptClientIT {

    private static final Logger LOG = LoggerFactory.getLogger(JavaScriptClientIT.class);
    private static final Path SCHEMAS = Path.of(System.getProperty("consilium.home"), "schemas");
    private static final Path CLIENT = SCHEMAS.resolve("target/javascript");
    private static final Stack STACK = SharedStack.get();
    private static final Map<String, Object> CONFIG = Map.of("schema.registry.url", STACK.schemaRegistryUrl());

    /** Why there is no client; empty: there is one. */
    private static String missing = "";

    private final Topics topics = Topics.defaults().prefixed(UUID.randomUUID() + "-");

    @BeforeAll
    static void installClient() throws Exception {
        Files.createDirectories(CLIENT);
        for (String file : List.of("package.json", "client.js")) {
            Files.copy(
                    SCHEMAS.resolve("src/test/javascript").resolve(file),
                    CLIENT.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Result node = run("node", "--version");
        if (!node.succeeded()) {
            missing = "there is no node on this machine (" + node.output() + ")";
            return;
        }
        Result install = run(
                "npm",
                "install",
                "--no-package-lock",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--prefer-offline",
                "--fetch-retries=1",
                "--fetch-retry-mintimeout=1000",
                "--fetch-retry-maxtimeout=2000",
                "--fetch-timeout=30000");
        if (!install.succeeded()) {
            missing =
                    "the npm packages cannot be installed (" + install.output().strip() + ")";
        }
    }

    @BeforeEach
    void skipWithoutClient() {
        if (!missing.isEmpty()) {
            LOG.warn("JavaScript client not tested: {}", missing);
        }
        assumeTrue(missing.isEmpty(), () -> "JavaScript client not tested: " + missing);
    }

    @Test
    void shouldReadThePredictionThatWeWrote() throws Exception {
        // Given
        createTopics();
        try (KafkaProducer<String, Prediction> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", STACK.bootstrapServers(), "compression.type", "zstd"),
                new StringSerializer(),
                AvroSerdes.of(Prediction.class, CONFIG).serializer())) {
            producer.send(new ProducerRecord<>(topics.predictions(), "k", Samples.prediction()))
                    .get();
        }

        // When
        Result consumed = client("consume", topics.predictions());

        // Then
        assertThat(consumed.succeeded()).as(consumed.output()).isTrue();
        JsonNode read = new ObjectMapper().readTree(consumed.lastLine());
        assertThat(read.path("imageId").asText()).isEqualTo("bild-1");
        assertThat(read.path("specialist").asText()).isEqualTo("living");
        assertThat(read.path("outcome").asText()).isEqualTo("PARTIAL");
        assertThat(read.path("consultation")).hasSize(2);
        assertThat(read.at("/consultation/1/specialist").asText()).isEqualTo("vehicles");
        assertThat(read.at("/source/offset").asLong()).isEqualTo(4_000_000_000L);
        assertThat(read.at("/attributes/label").asText()).isEqualTo("cat");
    }

    @Test
    void shouldWriteAnImageThatWeRead() throws Exception {
        // Given
        createTopics();

        // When
        Result produced = client(
                "produce",
                topics.images(),
                SCHEMAS.resolve("src/main/avro/Image.avsc").toString());

        // Then
        assertThat(produced.succeeded()).as(produced.output()).isTrue();
        byte[] record = first(topics.images());
        assertThat(AvroSerdes.of(Image.class, CONFIG).deserializer().deserialize(topics.images(), record))
                .isEqualTo(Image.newBuilder()
                        .setId("from-javascript-\u732b")
                        .setContent(ByteBuffer.wrap(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, 0x7f}))
                        .setContentType("image/jpeg")
                        .setAttributes(Map.of("label", "cat"))
                        .build());
        byte[] ours = AvroSerdes.of(Image.class, CONFIG).serializer().serialize(topics.images(), Samples.image());
        assertThat(ByteBuffer.wrap(ours, 1, 4).getInt())
                .as("both languages share one schema id")
                .isEqualTo(ByteBuffer.wrap(record, 1, 4).getInt());
    }

    private void createTopics() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, STACK.bootstrapServers()))) {
            TopicSetup.ensure(admin, topics, 1, (short) 1);
        }
    }

    private static byte[] first(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", STACK.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () -> {
                                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                                    return record.value();
                                }
                                return new byte[0];
                            },
                            value -> value.length > 0);
        }
    }

    private static Result client(String command, String topic, String... more) throws Exception {
        return run(Stream.concat(
                        Stream.of(
                                "node",
                                "client.js",
                                command,
                                STACK.bootstrapServers(),
                                STACK.schemaRegistryUrl(),
                                topic),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static Result run(String... command) throws Exception {
        Path out = Files.createTempFile(CLIENT, command[0], ".out");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(CLIENT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
        } catch (IOException e) {
            return new Result(false, e.getMessage());
        }
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String output = Files.readString(out, StandardCharsets.UTF_8);
        return new Result(ended && process.exitValue() == 0, ended ? output : "not done within two minutes: " + output);
    }

    private record Result(boolean succeeded, String output) {

        /** Behind what node itself may have to say. */
        String lastLine() {
            return output.strip().lines().reduce("", (before, line) -> line);
        }
    }
}
