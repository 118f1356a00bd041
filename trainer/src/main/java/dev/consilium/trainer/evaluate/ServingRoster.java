package dev.consilium.trainer.evaluate;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.UriArtifact;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.artifact.ArtifactChunks;
import dev.consilium.schemas.artifact.ArtifactUris;
import dev.consilium.schemas.artifact.BadArtifactException;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.RosterReader;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.archive.ArchiveLimits;
import dev.consilium.specialist.archive.ArchiveScan;
import dev.consilium.specialist.archive.UnsafeArchiveException;
import dev.consilium.specialist.trust.TrustPolicy;
import dev.consilium.specialist.trust.UntrustedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The versions that serve now, from the topics. As in the app nothing is loaded that is not trusted, or that would do more than compute.
 *
 * @param uris where modules may be fetched from that are not on the topic
 * @param trust whose versions may be loaded
 */
record ServingRoster(Connection broker, Topics topics, ArtifactUris uris, TrustPolicy trust) {
    private static final long LARGEST_MODULE = 2L << 30;

    /**
     * Fetches them.
     *
     * @param folder an empty one, for a package of each
     * @throws IOException when nobody serves, or a version cannot be fetched or must not be loaded
     */
    NamedRoster fetch(Path folder) throws IOException {
        RosterView published = RosterReader.read(broker, topics);
        List<SpecialistPackage> packages = new ArrayList<>();
        try (ArtifactChunks chunks = new ArtifactChunks(broker, topics.modelArtifacts())) {
            for (RosterEntry entry : published.inOrder()) {
                VersionKey version = new VersionKey(entry.getSpecialist(), entry.getServing());
                SpecialistVersion manifest = published
                        .manifest(version)
                        .orElseThrow(() -> new IOException(version + " serves, but is not on " + topics.models()));
                packages.add(fetched(manifest, chunks, folder));
            }
        }
        if (packages.isEmpty()) {
            throw new IOException(
                    "No specialist serves: " + topics.roster() + " is empty. Publish one, or name --packages");
        }
        return new NamedRoster("the roster that serves", packages);
    }

    private SpecialistPackage fetched(SpecialistVersion manifest, ArtifactChunks chunks, Path folder)
            throws IOException {
        try {
            return fetchedOrRefused(manifest, chunks, folder);
        } catch (BadArtifactException | UnsafeArchiveException | UntrustedException | IllegalArgumentException e) {
            throw new IOException(VersionKey.of(manifest) + ": " + e.getMessage(), e);
        }
    }

    private SpecialistPackage fetchedOrRefused(SpecialistVersion manifest, ArtifactChunks chunks, Path folder)
            throws IOException, BadArtifactException, UnsafeArchiveException, UntrustedException {
        trust.judge(manifest);
        Artifact artifact = manifest.getArtifact();
        Path target = Files.createDirectories(folder.resolve(manifest.getSpecialist()));
        Path module = target.resolve(SpecialistPackage.MODEL_FILE);
        if (artifact.getLocation() instanceof UriArtifact) {
            uris.fetch(artifact, module, LARGEST_MODULE);
        } else {
            chunks.fetch(artifact, module, LARGEST_MODULE);
        }
        ArchiveScan.scan(module, ArchiveLimits.ofPacked(LARGEST_MODULE));
        return SpecialistPackage.write(target, manifest, module);
    }
}
