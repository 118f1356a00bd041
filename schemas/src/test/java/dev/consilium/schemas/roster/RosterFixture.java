package dev.consilium.schemas.roster;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.Input;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.TopicArtifact;
import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.stack.SharedStack;
import dev.consilium.stack.Stack;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;

/** Topics of a test's own on the shared stack, and manifests to put there. */
public record RosterFixture(Connection connection, Topics topics) {

    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");

    public static RosterFixture create() {
        Stack stack = SharedStack.get();
        Connection connection = Connection.to(stack.bootstrapServers(), stack.schemaRegistryUrl());
        Topics topics =
                Topics.defaults().prefixed("t" + UUID.randomUUID().toString().substring(0, 8) + "-");
        try (Admin admin = connection.admin()) {
            TopicSetup.ensure(admin, topics, 1, (short) 1);
        }
        return new RosterFixture(connection, topics);
    }

    /** A manifest whose module is told apart by {@code digit} alone. */
    public static SpecialistVersion manifest(String specialist, String version, char digit) {
        return SpecialistVersion.newBuilder()
                .setSpecialist(specialist)
                .setVersion(version)
                .setClasses(List.of(new ClassLabel(0, "bird"), new ClassLabel(1, "cat")))
                .setInput(new Input(8, 8, 3, List.of(), List.of(), "bilinear"))
                .setArtifact(new Artifact(String.valueOf(digit).repeat(64), 10L, new TopicArtifact(1, 10, -1L)))
                .setCreatedAt(CREATED)
                .build();
    }
}
