package dev.consilium.trainer.publish;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.RosterReader;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.stack.SharedStack;
import dev.consilium.stack.Stack;
import dev.consilium.trainer.DataCommand;
import dev.consilium.trainer.TrainCommand;
import dev.consilium.trainer.evaluate.EvaluateCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine;

/** Runs commands against topics of a test's own; also speaks as an instance of the app would. */
public final class Commands {

    @CommandLine.Command(
            name = "consilium",
            subcommands = {
                PublishCommand.class,
                RosterCommand.class,
                EvaluateCommand.class,
                TrainCommand.class,
                DataCommand.class
            })
    private static final class Root {}

    private final Stack stack = SharedStack.get();
    private final Connection connection = Connection.to(stack.bootstrapServers(), stack.schemaRegistryUrl());
    private final Topics topics =
            Topics.defaults().prefixed("t" + UUID.randomUUID().toString().substring(0, 8) + "-");
    private final Path config = config();
    private volatile String output = "";
    private volatile String failure = "";

    /** The exit code; output and error are kept. */
    public int run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--bootstrap-server",
                stack.bootstrapServers(),
                "--schema-registry",
                stack.schemaRegistryUrl(),
                "--command-config",
                config.toString()));
        int code = new CommandLine(new Root())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    command.getErr().println(thrown.getMessage());
                    return 1;
                })
                .execute(all.toArray(String[]::new));
        output = out.toString();
        failure = err.toString();
        return code;
    }

    public String output() {
        return output;
    }

    public String failure() {
        return failure;
    }

    public Connection connection() {
        return connection;
    }

    public Topics topics() {
        return topics;
    }

    RosterView roster() {
        return RosterReader.read(connection, topics);
    }

    void createTopics() {
        try (Admin admin = connection.admin()) {
            TopicSetup.ensure(admin, topics, 1, (short) 1);
        }
    }

    void instanceSays(String specialist, String version, RolloutState state, String reason) throws Exception {
        RolloutEvent event = RolloutEvent.newBuilder()
                .setSpecialist(specialist)
                .setVersion(version)
                .setInstance("tester")
                .setIncarnation("first")
                .setState(state)
                .setReason(reason)
                .setAt(Instant.now())
                .build();
        try (Serde<RolloutEvent> serde = connection.serde(RolloutEvent.class);
                KafkaProducer<String, RolloutEvent> producer =
                        new KafkaProducer<>(connection.client(), new StringSerializer(), serde.serializer())) {
            producer.send(new ProducerRecord<>(topics.rollouts(), specialist + "@" + version, event))
                    .get();
        }
    }

    private Path config() {
        try {
            Path file = Files.createTempFile("consilium-", ".properties");
            file.toFile().deleteOnExit();
            return Files.writeString(file, """
                    topic.images=%s
                    topic.predictions=%s
                    topic.models=%s
                    topic.model.artifacts=%s
                    topic.roster=%s
                    topic.rollouts=%s
                    topic.dead.letters=%s
                    """.formatted(
                            topics.images(),
                            topics.predictions(),
                            topics.models(),
                            topics.modelArtifacts(),
                            topics.roster(),
                            topics.rollouts(),
                            topics.deadLetters()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
