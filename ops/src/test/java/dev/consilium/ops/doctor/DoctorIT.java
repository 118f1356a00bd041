package dev.consilium.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.artifact.ArtifactChunks;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.stack.Broker;
import dev.consilium.stack.SharedStack;
import dev.consilium.stack.Stack;
import dev.consilium.stack.StackOptions;
import dev.consilium.trainer.publish.PublishRequest;
import dev.consilium.trainer.publish.Publisher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorIT {

    private static final short ONE = 1;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final Stack stack = SharedStack.get();
    private final Topics topics = Topics.defaults().prefixed(UUID.randomUUID() + "-");

    @Test
    void shouldNameCauseAndCureWhenNothingRuns() throws Exception {
        // Given
        String nowhere = "127.0.0.1:" + freePort();

        // When
        int status = doctor(nowhere, "http://" + nowhere, topics);

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(finding("broker")).isEqualTo("failed");
        assertThat(out.toString())
                .contains("nothing listens at " + nowhere, "-> start a broker (`consilium stack`)")
                .contains("the schema registry at http://" + nowhere + " does not answer");
        assertThat(List.of("listeners", "topics", "permissions", "transactions", "clock", "schemas", "roster"))
                .allSatisfy(thing -> assertThat(finding(thing)).isEqualTo("unchecked"));
        assertThat(List.of("configuration", "Java", "PyTorch", "OpenCV"))
                .allSatisfy(thing -> assertThat(finding(thing)).isEqualTo("ok"));
    }

    @Test
    void shouldFindAHealthyStackHealthyAndChangeNothing() throws Exception {
        // Given
        publish();

        // When
        int status = doctor(stack.bootstrapServers(), stack.schemaRegistryUrl(), topics, "--for", "serve,publish");

        // Then
        assertThat(out.toString()).contains(" 0 failed, 0 not checked");
        assertThat(status).isZero();
        assertThat(List.of(
                        "broker",
                        "listeners",
                        "topic " + topics.images(),
                        "topic " + topics.rollouts(),
                        "permissions",
                        "transactions",
                        "clock",
                        "registry",
                        "schemas",
                        "classes-0-4@v1",
                        "classes-5-9@v1"))
                .allSatisfy(thing -> assertThat(finding(thing)).isEqualTo("ok"));
        assertThat(out.toString()).contains("has the right digest, unsigned, allowed by trust.unsigned");
    }

    @Test
    void shouldWarnOfWhatIsStillToBeDone() throws Exception {
        // When: a cluster that Consilium has not been to
        int status = doctor(stack.bootstrapServers(), stack.schemaRegistryUrl(), topics);

        // Then
        assertThat(status).isZero();
        assertThat(finding("topic " + topics.images())).isEqualTo("warning");
        assertThat(finding("clock")).isEqualTo("unchecked");
        assertThat(finding("roster")).isEqualTo("unchecked");
        assertThat(finding("schemas")).isEqualTo("ok");
    }

    @Test
    void shouldNameATopicThatCannotServeAndASchemaOfSomebodyElse() throws Exception {
        // Given
        try (Admin admin = admin(stack.bootstrapServers())) {
            admin.createTopics(
                            List.of(new NewTopic(topics.roster(), 1, ONE).configs(Map.of("cleanup.policy", "delete"))))
                    .all()
                    .get();
        }
        register(
                topics.images() + "-value",
                "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"Order\\\",\\\"fields\\\":[]}");

        // When
        int status = doctor(stack.bootstrapServers(), stack.schemaRegistryUrl(), topics);

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(finding("topic " + topics.roster())).isEqualTo("failed");
        assertThat(finding("subject " + topics.images() + "-value")).isEqualTo("failed");
        assertThat(out.toString())
                .contains("cleanup.policy is delete, wanted is compact", "kafka-configs.sh")
                .contains("does not go together with Image");
    }

    @Test
    void shouldMissAChunkOfAModuleThatServes() throws Exception {
        // Given
        List<SpecialistVersion> published = publish();
        String chunk =
                ArtifactChunks.keys(published.get(0).getArtifact()).iterator().next();
        try (var producer =
                new KafkaProducer<>(connection().client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topics.modelArtifacts(), chunk.getBytes(StandardCharsets.UTF_8), null))
                    .get();
        }

        // When
        int status = doctor(stack.bootstrapServers(), stack.schemaRegistryUrl(), topics);

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(finding("classes-0-4@v1")).isEqualTo("failed");
        assertThat(finding("classes-5-9@v1")).isEqualTo("ok");
        assertThat(out.toString()).contains("publish the same package again");
    }

    @Test
    void shouldNameTheRightThatIsMissing() throws Exception {
        // Given: whoever comes may do all but write predictions
        try (Broker broker = Broker.start(StackOptions.defaults()
                .withBrokerProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .withBrokerProperty("allow.everyone.if.no.acl.found", "true"))) {
            try (Admin admin = admin(broker.bootstrapServers())) {
                TopicSetup.ensure(admin, topics, 1, ONE);
                admin.createAcls(List.of(new AclBinding(
                                new ResourcePattern(ResourceType.TOPIC, topics.predictions(), PatternType.LITERAL),
                                new AccessControlEntry(
                                        "User:ANONYMOUS", "*", AclOperation.READ, AclPermissionType.ALLOW))))
                        .all()
                        .get();
            }

            // When
            int serve = doctor(broker.bootstrapServers(), stack.schemaRegistryUrl(), topics);
            String said = out.toString();
            int watch = doctor(broker.bootstrapServers(), stack.schemaRegistryUrl(), topics, "--for", "watch");

            // Then
            assertThat(serve).isEqualTo(1);
            assertThat(said)
                    .contains("write is not allowed, and serve needs it")
                    .contains("--operation Write --topic " + topics.predictions());
            assertThat(finding("permissions")).isEqualTo("ok");
            assertThat(watch).isZero();
        }
    }

    @Test
    void shouldTellABrokerThatIsAwayFromSomethingElseThatListens() throws Exception {
        // Given: it takes connections and never says a word, as a broker does that wants TLS
        try (ServerSocket mute = new ServerSocket(0)) {
            // When
            int status = doctor("127.0.0.1:" + mute.getLocalPort(), stack.schemaRegistryUrl(), topics);

            // Then
            assertThat(status).isEqualTo(1);
            assertThat(out.toString())
                    .contains("something listens at 127.0.0.1:" + mute.getLocalPort() + ", but no broker answers")
                    .contains("advertised.listeners", "--command-config");
        }
    }

    @Test
    void shouldGoOnWithoutSettingsThatItCannotRead() throws Exception {
        // When
        int status = run("--set", "batch.size=many");

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(finding("configuration")).isEqualTo("failed");
        assertThat(finding("PyTorch")).isEqualTo("ok");
        assertThat(out.toString()).contains("batch.size", "docs/configuration.md");
    }

    private List<SpecialistVersion> publish() throws Exception {
        try (Admin admin = admin(stack.bootstrapServers())) {
            TopicSetup.ensure(admin, topics, 2, ONE);
        }
        Path seed = Path.of(System.getProperty("consilium.home"), "ops/src/test/resources/seed");
        List<SpecialistPackage> packages = List.of(
                SpecialistPackage.read(seed.resolve("classes-0-4")),
                SpecialistPackage.read(seed.resolve("classes-5-9")));
        try (Publisher publisher = new Publisher(connection(), topics, InstantSource.system())) {
            return publisher
                    .publish(packages, PublishRequest.serve("test", "to look at"), Publisher.UploadProgress.NONE)
                    .manifests();
        }
    }

    private Connection connection() {
        return Connection.to(stack.bootstrapServers(), stack.schemaRegistryUrl());
    }

    private static Admin admin(String bootstrapServers) {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void register(String subject, String schema) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(stack.schemaRegistryUrl() + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"schema\":\"" + schema + "\"}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private int doctor(String broker, String registry, Topics names, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap-server",
                broker,
                "--schema-registry",
                registry,
                "--set",
                "trust.unsigned=true",
                "--set",
                "artifact.cache.directory=" + folder,
                "--set",
                "application.id=" + names.images()));
        Map.of(
                        "images", names.images(),
                        "predictions", names.predictions(),
                        "models", names.models(),
                        "model.artifacts", names.modelArtifacts(),
                        "roster", names.roster(),
                        "rollouts", names.rollouts(),
                        "dead.letters", names.deadLetters())
                .forEach((role, name) -> arguments.addAll(List.of("--set", "topic." + role + "=" + name)));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", json().toString()));
        return new CommandLine(new DoctorCommand()).setOut(new PrintWriter(out)).execute(all.toArray(String[]::new));
    }

    private Path json() {
        return folder.resolve("doctor.json");
    }

    /** How it stands with a thing, as programs are told. */
    private String finding(String name) {
        try {
            for (JsonNode finding : new ObjectMapper().readTree(json().toFile()).get("findings")) {
                if (finding.get("name").asText().equals(name)) {
                    return finding.get("state").asText();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "not found";
    }
}
