package dev.consilium.streams.roster;

import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.artifact.ArtifactChunks;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.Decision;
import dev.consilium.schemas.roster.Pruning;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.schemas.roster.RosterWriter;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.specialist.archive.AllowedOperators;
import dev.consilium.specialist.archive.ArchiveLimits;
import dev.consilium.specialist.torch.TorchScriptModel;
import dev.consilium.specialist.trust.ManifestSignature;
import dev.consilium.specialist.trust.SigningKey;
import dev.consilium.specialist.trust.TrustPolicy;
import dev.consilium.stack.Stack;
import dev.consilium.streams.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Topics of a test's own, a publisher, and feeds that listen to them. */
public final class RosterTestBed {

    private static final long MEGABYTE = 1 << 20;

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Connection connection;
    private final Topics topics;
    private final Path cache;

    public RosterTestBed(Stack stack, Path cache) {
        this(stack, cache, 1);
    }

    /** @param partitions of the images and of what comes of them */
    RosterTestBed(Stack stack, Path cache, int partitions) {
        this.connection = Connection.to(stack.bootstrapServers(), stack.schemaRegistryUrl());
        this.topics =
                Topics.defaults().prefixed("t" + UUID.randomUUID().toString().substring(0, 8) + "-");
        this.cache = cache;
        try (Admin admin = connection.admin()) {
            TopicSetup.ensure(admin, topics, partitions, (short) 1);
        }
    }

    /** What the topics are called. */
    public Topics topics() {
        return topics;
    }

    /** The settings of a whole app over these topics. */
    public Map<String, String> appSettings() {
        return new HashMap<>(Map.ofEntries(
                Map.entry("bootstrap.servers", connection.bootstrapServers()),
                Map.entry("schema.registry.url", connection.schemaRegistryUrl()),
                Map.entry("application.id", topics.images() + "-app"),
                Map.entry("artifact.cache.directory", cache.toString()),
                Map.entry("http.port", "0"),
                Map.entry("topic.images", topics.images()),
                Map.entry("topic.predictions", topics.predictions()),
                Map.entry("topic.models", topics.models()),
                Map.entry("topic.model.artifacts", topics.modelArtifacts()),
                Map.entry("topic.roster", topics.roster()),
                Map.entry("topic.rollouts", topics.rollouts()),
                Map.entry("topic.dead.letters", topics.deadLetters())));
    }

    /** A feed that loads what nobody signed. */
    RosterFeed start(RosterListener listener) {
        return start(listener, "tester", new TrustPolicy(Optional.empty(), true));
    }

    RosterFeed start(RosterListener listener, TrustPolicy trust) {
        return start(listener, "tester", trust);
    }

    /** @param instance as it calls itself on {@code rollouts} */
    RosterFeed start(RosterListener listener, String instance, TrustPolicy trust, String... allowedUris) {
        RosterFeed feed = new RosterFeed(
                connection,
                topics,
                new RosterFeedSettings(
                        instance,
                        cache,
                        ArchiveLimits.ofPacked(16 * MEGABYTE),
                        trust,
                        AllowedOperators.NONE,
                        List.of(allowedUris),
                        64 * MEGABYTE,
                        MEGABYTE,
                        4,
                        4,
                        TorchScriptModel::load),
                listener,
                new Meters(meters),
                InstantSource.system());
        feed.start();
        return feed;
    }

    /** One version, signed as {@code publish --sign-with} signs. */
    void publishSigned(SigningKey key, PublishedVersion version) throws IOException {
        Artifact artifact = upload(version.file());
        decide(List.of(ManifestSignature.sign(version.withArtifact(artifact).manifest(), key)));
    }

    /** Chunks, manifests and entries, as the trainer writes them. */
    public void publish(PublishedVersion... versions) throws IOException {
        List<SpecialistVersion> manifests = new ArrayList<>();
        for (PublishedVersion version : versions) {
            Artifact artifact = upload(version.file());
            manifests.add(version.withArtifact(artifact).manifest());
        }
        decide(manifests);
    }

    /** Without an entry that lets it serve. */
    void stage(PublishedVersion version) throws IOException {
        SpecialistVersion manifest =
                version.withArtifact(upload(version.file())).manifest();
        decide(now -> Decision.by("tester", Instant.now(), "staged").publishing(List.of(manifest)));
    }

    Artifact upload(Path file) throws IOException {
        try (ArtifactChunks chunks = new ArtifactChunks(connection, topics.modelArtifacts())) {
            return chunks.upload(file, -1, (bytes, of) -> {});
        }
    }

    /** All in one decision. */
    void decide(List<SpecialistVersion> manifests) {
        decide(now -> {
            Decision decision = Decision.by("tester", Instant.now(), "because");
            List<RosterEntry> entries = new ArrayList<>();
            for (SpecialistVersion manifest : manifests) {
                entries.add(decision.entry(now, VersionKey.of(manifest), now.nextPosition() + entries.size()));
            }
            return decision.publishing(manifests).serving(entries);
        });
    }

    void pin(String specialist, String version) {
        decide(now -> {
            Decision decision = Decision.by("tester", Instant.now(), "pinned");
            return decision.serving(List.of(decision.entry(now, new VersionKey(specialist, version), 0)));
        });
    }

    /** Back to a version from one that was refused. */
    void rollBack(String specialist, String version, String refused) {
        decide(now -> {
            Decision decision = Decision.by("tester", Instant.now(), "rolled back");
            return decision.serving(List.of(decision.entry(
                    now, new VersionKey(specialist, version), 0, Set.of(new VersionKey(specialist, refused)))));
        });
    }

    void dismiss(String specialist) {
        decide(now -> Decision.by("tester", Instant.now(), "dismissed").dismissing(Set.of(specialist)));
    }

    void prune(String specialist, String version) {
        decide(now -> Decision.by("tester", Instant.now(), "")
                .pruning(new Pruning(Set.of(new VersionKey(specialist, version)), Set.of())));
    }

    void decide(Function<RosterView, Decision> rule) {
        try (RosterWriter writer = new RosterWriter(connection, topics)) {
            writer.decide(rule);
        }
    }

    /** Writes past the roster's writer, as a foreign program may. */
    void overwriteManifest(SpecialistVersion manifest) throws Exception {
        try (Serde<SpecialistVersion> serde = connection.serde(SpecialistVersion.class)) {
            send(
                    topics.models(),
                    VersionKey.of(manifest).toString(),
                    serde.serializer().serialize(topics.models(), manifest));
        }
    }

    void writeEntry(RosterEntry entry) throws Exception {
        try (Serde<RosterEntry> serde = connection.serde(RosterEntry.class)) {
            send(topics.roster(), entry.getSpecialist(), serde.serializer().serialize(topics.roster(), entry));
        }
    }

    void writeChunk(String key, byte[] chunk) throws Exception {
        send(topics.modelArtifacts(), key, chunk);
    }

    RolloutEvent awaitEvent(Predicate<RolloutEvent> predicate) {
        await().atMost(Duration.ofSeconds(30)).until(() -> events().stream().anyMatch(predicate));
        return events().stream().filter(predicate).findFirst().orElseThrow();
    }

    List<RolloutEvent> events(String specialist, String version) {
        return events().stream()
                .filter(event -> event.getSpecialist().equals(specialist))
                .filter(event -> event.getVersion().equals(version))
                .toList();
    }

    /** The whole trail, oldest first. */
    List<RolloutEvent> events() {
        TopicPartition partition = new TopicPartition(topics.rollouts(), 0);
        var config = connection.client();
        config.put("isolation.level", "read_committed");
        // A reader that closes waits for its last fetch, and that one waits for data.
        config.put("fetch.max.wait.ms", 10);
        List<RolloutEvent> events = new ArrayList<>();
        try (Serde<RolloutEvent> serde = connection.serde(RolloutEvent.class);
                KafkaConsumer<String, RolloutEvent> consumer =
                        new KafkaConsumer<>(config, new StringDeserializer(), serde.deserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> events.add(record.value()));
            }
        }
        return events;
    }

    private void send(String topic, String key, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(connection.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        }
    }
}
