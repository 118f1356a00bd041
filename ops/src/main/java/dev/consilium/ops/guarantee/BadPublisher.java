package dev.consilium.ops.guarantee;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.TopicArtifact;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.artifact.ArtifactChunks;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.Decision;
import dev.consilium.schemas.roster.RosterWriter;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.trust.ManifestSignature;
import dev.consilium.specialist.trust.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts bad versions on the topics and on the roster, as somebody may who does not use {@code publish}: that refuses most of
 * them itself. One thread.
 *
 * @param key that the apps trust
 * @param folder for the modules' files
 */
record BadPublisher(Connection connection, Topics topics, SigningKey key, Path folder) {

    /** Publishes it alone, to serve. */
    VersionKey publish(BadVersion kind, SpecialistPackage good) throws IOException, InterruptedException {
        Path module = kind.module(good, folder.resolve(kind.label() + ".pt"));
        SpecialistVersion manifest = sealed(
                kind,
                SpecialistVersion.newBuilder(kind.manifest(good))
                        .setArtifact(kind == BadVersion.WRONG_DIGEST ? mislabelled(module) : upload(module))
                        .setSignature(null)
                        .build());
        VersionKey version = VersionKey.of(manifest);
        try (RosterWriter writer = new RosterWriter(connection, topics)) {
            writer.decide(now -> {
                Decision decision = Decision.by(
                        "verify-guarantees",
                        InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS),
                        "a bad version: " + kind.label());
                return decision.publishing(List.of(manifest))
                        .serving(List.of(decision.entry(now, version, now.nextPosition())));
            });
        }
        return version;
    }

    private SpecialistVersion sealed(BadVersion kind, SpecialistVersion manifest) {
        return switch (kind) {
            case UNSIGNED -> manifest;
            case STRANGER -> ManifestSignature.sign(manifest, SigningKey.generate());
            default -> ManifestSignature.sign(manifest, key);
        };
    }

    private Artifact upload(Path module) throws IOException {
        try (ArtifactChunks chunks = new ArtifactChunks(connection, topics.modelArtifacts())) {
            return chunks.upload(module, -1, (bytes, of) -> {});
        }
    }

    /** The same bytes under a digest that is not theirs. */
    private Artifact mislabelled(Path module) throws IOException, InterruptedException {
        Artifact right = upload(module);
        TopicArtifact location = (TopicArtifact) right.getLocation();
        String digest = new StringBuilder(right.getSha256()).reverse().toString();
        byte[] bytes = Files.readAllBytes(module);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(connection.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int chunk = 0; chunk < location.getChunks(); chunk++) {
                int start = chunk * location.getChunkBytes();
                producer.send(new ProducerRecord<>(
                                topics.modelArtifacts(),
                                (digest + "/" + chunk).getBytes(StandardCharsets.US_ASCII),
                                Arrays.copyOfRange(
                                        bytes, start, Math.min(bytes.length, start + location.getChunkBytes()))))
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a chunk could not be written: " + e.getCause(), e);
        }
        return new Artifact(
                digest, right.getSizeBytes(), new TopicArtifact(location.getChunks(), location.getChunkBytes(), -1L));
    }
}
