package dev.consilium.trainer.publish;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.TopicArtifact;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.artifact.ArtifactChunks;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import dev.consilium.schemas.roster.Decision;
import dev.consilium.schemas.roster.ManifestConflictException;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.schemas.roster.RosterWriter;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.trust.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes packages: the module's chunks, then the manifest, then, if they shall serve, the roster's entries, all of them
 * in one decision. Whatever breaks off in between leaves nothing that an app would load; publishing again goes on where it
 * broke off.
 *
 * <p>The topics must exist ({@code TopicSetup.ensure}). Keeps its readers open between publications. One thread at a time.
 */
public final class Publisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final int ATTEMPTS = 5;

    private final ArtifactChunks chunks;
    private final RosterWriter writer;
    private final Fitness fitness;
    private final Seal seal;
    private final InstantSource clock;

    /** Publishes without signing; what its package signs stays signed. */
    public Publisher(Connection connection, Topics topics, InstantSource clock) {
        this(connection, topics, Optional.empty(), clock);
    }

    /**
     * Publishes, signing.
     *
     * @param key signs each manifest that is not signed for its version already
     */
    public Publisher(Connection connection, Topics topics, Optional<SigningKey> key, InstantSource clock) {
        this.seal = new Seal(key);
        this.chunks = new ArtifactChunks(connection, topics.modelArtifacts());
        this.writer = new RosterWriter(connection, topics);
        this.fitness = new Fitness(connection, topics);
        this.clock = clock;
    }

    private static final class ChunksGoneException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ChunksGoneException(List<VersionKey> versions) {
            super("chunks of " + versions + " were pruned while it was published");
        }
    }

    /** Told how far the upload of a package is; on the caller's thread. */
    @FunctionalInterface
    public interface UploadProgress {
        UploadProgress NONE = (specialist, bytes, ofBytes) -> {};

        void at(String specialist, long bytes, long ofBytes);
    }

    /**
     * Publishes, and returns when it is on the topics; {@link RolloutWatch} tells what the instances make of it.
     *
     * @param packages of different specialists; one alone when the request says where its module lies
     * @throws ManifestConflictException when a version stands already or was pruned, with another manifest
     * @throws UnreachableException when the broker or the registry does not answer
     * @throws IOException when a module's file cannot be read
     */
    public Publication publish(List<SpecialistPackage> packages, PublishRequest request, UploadProgress progress)
            throws IOException {
        requireDistinct(packages);
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(packages, request, progress);
            } catch (ChunksGoneException e) {
                if (attempt == ATTEMPTS) {
                    throw new IOException(e.getMessage() + " each time; publish again when nobody prunes", e);
                }
                LOG.atInfo().addKeyValue("attempt", attempt).log("Chunks were pruned meanwhile; uploading once more");
            }
        }
    }

    @Override
    public void close() {
        chunks.close();
        writer.close();
        fitness.close();
    }

    private Publication attempt(List<SpecialistPackage> packages, PublishRequest request, UploadProgress progress)
            throws IOException {
        RosterView before = writer.read();
        long since = chunks.end();
        List<SpecialistVersion> uploaded = new ArrayList<>();
        for (SpecialistPackage each : packages) {
            // Before anything is uploaded; the writer looks again.
            before.requireNoConflict(numbered(before, each.manifest(), request));
            uploaded.add(
                    request.artifact().isPresent()
                            ? RemoteModule.at(request.artifact().get(), each)
                            : upload(before, each, progress));
        }
        Set<VersionKey> refused = request.serve() ? fitness.refused() : Set.of();
        List<String> warnings = new ArrayList<>();
        Decision decision = writer.decide(now -> {
            requireChunks(uploaded, since);
            Decision decided = Decision.by(
                            request.by(), clock.instant().truncatedTo(ChronoUnit.MILLIS), request.reason())
                    .publishing(uploaded.stream()
                            .map(manifest -> numbered(now, manifest, request))
                            .toList());
            if (request.serve()) {
                decided = decided.serving(entries(now, decided, refused));
                warnings.clear();
                warnings.addAll(RosterAdvice.about(now, decided));
            }
            return decided;
        });
        return new Publication(decision.manifests(), decision.at(), warnings);
    }

    /** Asked when no other writer can prune any more. */
    private void requireChunks(List<SpecialistVersion> uploaded, long since) {
        try {
            if (!chunks.stand(
                    uploaded.stream().map(SpecialistVersion::getArtifact).toList(), since)) {
                throw new ChunksGoneException(
                        uploaded.stream().map(VersionKey::of).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SpecialistVersion upload(RosterView before, SpecialistPackage each, UploadProgress progress)
            throws IOException {
        String sha256 = each.manifest().getArtifact().getSha256();
        long hint = before.models().values().stream()
                .map(row -> row.value().getArtifact())
                .filter(artifact -> artifact.getSha256().equals(sha256))
                .map(Artifact::getLocation)
                .filter(TopicArtifact.class::isInstance)
                .mapToLong(location -> ((TopicArtifact) location).getFirstOffsetHint())
                .max()
                .orElse(-1);
        String specialist = each.manifest().getSpecialist();
        Artifact artifact = chunks.upload(each.model(), hint, (bytes, of) -> progress.at(specialist, bytes, of));
        if (!artifact.getSha256().equals(sha256)) {
            throw new IOException(each.model() + " changed while it was published: its SHA-256 is "
                    + artifact.getSha256() + " now, the manifest says " + sha256);
        }
        return SpecialistVersion.newBuilder(each.manifest())
                .setArtifact(artifact)
                .build();
    }

    private static List<RosterEntry> entries(RosterView now, Decision decided, Set<VersionKey> refused) {
        List<RosterEntry> entries = new ArrayList<>();
        int position = now.nextPosition();
        for (SpecialistVersion manifest : decided.manifests()) {
            VersionKey version = VersionKey.of(manifest);
            entries.add(decided.entry(now, version, position, refused));
            if (now.entry(version.specialist()).isEmpty()) {
                position++;
            }
        }
        return entries;
    }

    private SpecialistVersion numbered(RosterView now, SpecialistVersion manifest, PublishRequest request) {
        if (!request.nextVersion() && !manifest.getVersion().equals(PublishRequest.AUTO)) {
            return seal.on(manifest, manifest);
        }
        SpecialistVersion numbered = SpecialistVersion.newBuilder(manifest)
                .setVersion(now.nextVersion(manifest.getSpecialist()))
                .build();
        return seal.on(numbered, manifest);
    }

    private static void requireDistinct(List<SpecialistPackage> packages) {
        Set<String> names = new HashSet<>();
        for (SpecialistPackage each : packages) {
            if (!names.add(each.manifest().getSpecialist())) {
                throw new IllegalArgumentException("two packages are of the specialist '"
                        + each.manifest().getSpecialist() + "': publish them one after the other");
            }
        }
        if (packages.isEmpty()) {
            throw new IllegalArgumentException("no package was given");
        }
    }
}
