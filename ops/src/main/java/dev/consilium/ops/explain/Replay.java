package dev.consilium.ops.explain;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.Confidence;
import dev.consilium.avro.Image;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.UriArtifact;
import dev.consilium.schemas.artifact.ArtifactChunks;
import dev.consilium.schemas.artifact.ArtifactUris;
import dev.consilium.schemas.artifact.BadArtifactException;
import dev.consilium.schemas.connect.UnreachableException;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.archive.AllowedOperators;
import dev.consilium.specialist.archive.ArchiveLimits;
import dev.consilium.specialist.archive.ArchiveScan;
import dev.consilium.specialist.archive.UnsafeArchiveException;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.torch.UnusableModelException;
import dev.consilium.specialist.trust.TrustPolicy;
import dev.consilium.specialist.trust.UntrustedException;
import dev.consilium.trainer.evaluate.Examinee;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Puts an image before the very versions that answered it: decoder, predictor and softmax are those that serve. A module is
 * looked into before it is loaded, as in the app.
 *
 * @param trust whose versions may be loaded
 * @param operators that modules may use beside the known ones
 * @param folder where modules are fetched to
 * @param tolerance up to which opinions agree; empty: as each manifest says
 */
record Replay(
        RosterView published,
        ArtifactChunks chunks,
        ArtifactUris uris,
        TrustPolicy trust,
        AllowedOperators operators,
        long maxBytes,
        Path folder,
        Optional<Double> tolerance) {

    /**
     * Asks a version again.
     *
     * @throws UnreachableException when the broker does not answer
     * @throws IOException when a module cannot be fetched for now
     */
    Finding ask(Confidence then, Image image) throws IOException {
        VersionKey version = new VersionKey(then.getSpecialist(), then.getVersion());
        Optional<SpecialistVersion> found = published.manifest(version);
        if (found.isEmpty()) {
            return Finding.unanswered(then, found, version + " is no longer published");
        }
        SpecialistVersion manifest = found.get();
        Artifact artifact = manifest.getArtifact();
        if (!artifact.getSha256().startsWith(then.getArtifact())) {
            return Finding.unanswered(
                    then,
                    found,
                    version + " is another module now: its SHA-256 begins with "
                            + artifact.getSha256().substring(0, 12));
        }
        try {
            Specialist specialist = Specialist.of(manifest);
            trust.judge(manifest);
            try (Examinee examinee = Examinee.of(specialist, fetched(artifact))) {
                var pixels = new ImageDecoder(ImageLimits.defaults()).decode(image, specialist.input());
                Confidence now = examinee.opinions(List.of(pixels)).get(0);
                return Finding.replayed(manifest, then, now, tolerance);
            }
        } catch (BadArtifactException
                | UntrustedException
                | UnsafeArchiveException
                | UnusableModelException
                | BadImageException
                | IllegalArgumentException e) {
            return Finding.unanswered(then, found, String.valueOf(e.getMessage()));
        }
    }

    private Path fetched(Artifact artifact) throws BadArtifactException, UnsafeArchiveException, IOException {
        Path file = folder.resolve(artifact.getSha256() + ".pt");
        if (artifact.getLocation() instanceof UriArtifact) {
            uris.fetch(artifact, file, maxBytes);
        } else {
            chunks.fetch(artifact, file, maxBytes);
        }
        ArchiveScan.scan(file, ArchiveLimits.ofPacked(maxBytes), operators);
        return file;
    }
}
