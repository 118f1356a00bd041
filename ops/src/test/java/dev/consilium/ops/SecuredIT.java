package dev.consilium.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.consilium.schemas.access.Access;
import dev.consilium.schemas.access.Duty;
import dev.consilium.schemas.access.MissingRightsException;
import dev.consilium.schemas.access.Right;
import dev.consilium.streams.ConsiliumApp;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Everybody has the rights that docs/security.md names, and no other, at a broker and a registry that let no stranger in. */
class SecuredIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int IMAGES = 6;

    @TempDir
    private static Path folder;

    private static SecuredScene scene;

    private final StringWriter out = new StringWriter();

    @BeforeAll
    static void open() throws Exception {
        scene = new SecuredScene(folder);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void shouldAnswerImagesAndTellNoSecret() throws Exception {
        String token = scene.token();
        try (SecretHunt hunt = new SecretHunt(scene.secrets());
                ConsiliumApp app = ConsiliumApp.start(scene.app())) {
            // When: each with its own login
            run(Duty.PUBLISH, "publish", seed("classes-0-4"), seed("classes-5-9"));
            run(Duty.PRODUCE, "produce", images().toString());
            run(Duty.WATCH, "watch", "--from-beginning", "--json", "--limit", Integer.toString(IMAGES));

            // Then
            assertThat(out.toString().lines().filter(line -> line.contains("\"outcome\"")))
                    .hasSize(IMAGES);
            await().atMost(LIMIT).until(() -> app.health().ready());
            assertThat(predictionsOfTheReader()).isEqualTo(IMAGES);

            // Then: nobody who looks at the app, its log or a command learns a secret
            hunt.search("what the commands say", out.toString());
            for (String path : List.of(
                    "/", "/health/ready", "/metrics", "/api/status", "/api/roster", "/api/rollouts", "/api/topology")) {
                hunt.search(path, get(app, path, token));
            }
            helpOf(Consilium.commandLine(), hunt);
            hunt.search("the connection", scene.app().connection().toString());
            assertThat(hunt.seen()).as("log events").isGreaterThan(500);
            assertThat(hunt.leaks()).isEmpty();
        }
    }

    static Stream<Arguments> dutiesAndRights() {
        return Arrays.stream(Duty.values())
                .flatMap(duty -> rights(duty).stream().map(right -> Arguments.of(duty, right)));
    }

    @ParameterizedTest
    @MethodSource("dutiesAndRights")
    void shouldNameTheOneRightThatIsMissing(Duty duty, Right right) throws Exception {
        scene.revoke(duty, right);
        try {
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> assertThat(missing(duty)).containsExactly(right));
            if (duty == Duty.SERVE) {
                assertThatThrownBy(() -> ConsiliumApp.start(scene.app()).close())
                        .isInstanceOf(MissingRightsException.class)
                        .hasMessageContaining(right.toString())
                        .hasMessageContaining(right.command());
            }
        } finally {
            scene.grant(duty, right);
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> missing(duty).isEmpty());
        }
    }

    @Test
    void shouldLetNobodyInWithoutRights() throws Exception {
        // Encrypted, but nobody
        try (Admin nameless = Admin.create(new HashMap<>(scene.broker().nameless()))) {
            assertThatThrownBy(() -> nameless.describeTopics(List.of(SecuredScene.TOPICS.images()))
                            .allTopicNames()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
        // Without a certificate where one is asked for
        Map<String, Object> stranger = new HashMap<>(scene.broker().certificate(SecuredScene.READER));
        stranger.keySet().removeIf(key -> key.startsWith("ssl.keystore"));
        try (Admin without = Admin.create(stranger)) {
            assertThatThrownBy(() -> without.describeCluster().clusterId().get())
                    .hasCauseInstanceOf(SslAuthenticationException.class);
        }
        // With a certificate, but for reading
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                new HashMap<>(scene.broker().certificate(SecuredScene.READER)),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(SecuredScene.TOPICS.roster(), new byte[] {1}))
                            .get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void shouldSayThatALoginIsWrongWithoutItsPassword() throws Exception {
        Path config = folder.resolve("wrong.properties");
        Files.writeString(
                config,
                Files.readString(scene.commandConfig(Duty.PRODUCE))
                        .replaceAll("password\\\\=\"[^\"]*\"", "password\\\\=\"not-the-password\""));

        int status = execute(config, "produce", images().toString());

        assertThat(status).isEqualTo(1);
        assertThat(out.toString())
                .contains("invalid credentials with SASL mechanism SCRAM-SHA-512", "--command-config")
                .doesNotContain("not-the-password");
    }

    private void run(Duty duty, String... arguments) throws Exception {
        assertThat(execute(scene.commandConfig(duty), arguments))
                .as(() -> out.toString())
                .isZero();
    }

    private int execute(Path config, String... arguments) {
        PrintWriter console = new PrintWriter(out);
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--command-config", config.toString()))
                .toArray(String[]::new);
        return Consilium.commandLine().setOut(console).setErr(console).execute(all);
    }

    private static List<Right> missing(Duty duty) {
        return Access.of(scene.client(duty), rights(duty)).missing();
    }

    private static Set<Right> rights(Duty duty) {
        return duty.rights(SecuredScene.TOPICS, SecuredScene.APPLICATION);
    }

    /** As any consumer reads them that has a certificate. */
    private static long predictionsOfTheReader() {
        Map<String, Object> config = new HashMap<>(scene.broker().certificate(SecuredScene.READER));
        config.put("isolation.level", "read_committed");
        String topic = SecuredScene.TOPICS.predictions();
        List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long read = 0;
            long until = System.nanoTime() + LIMIT.toNanos();
            while (read < IMAGES && System.nanoTime() - until < 0) {
                read += consumer.poll(Duration.ofMillis(100)).count();
            }
            return read;
        }
    }

    private static void helpOf(CommandLine command, SecretHunt hunt) {
        hunt.search("help", command.getUsageMessage());
        command.getSubcommands().values().forEach(each -> helpOf(each, hunt));
    }

    private static String get(ConsiliumApp app, String path, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(app.httpAddress().orElseThrow() + path))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.headers().map() + response.body();
    }

    private static Path images() throws Exception {
        Path images = Files.createDirectories(folder.resolve("images"));
        for (int i = 0; i < IMAGES; i++) {
            BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
            image.setRGB(i, i, 0xff8040);
            ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
        }
        return images;
    }

    private static String seed(String name) {
        return Path.of(System.getProperty("consilium.home"), "ops/src/test/resources/seed", name)
                .toString();
    }
}
