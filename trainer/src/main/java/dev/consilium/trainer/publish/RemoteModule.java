package dev.consilium.trainer.publish;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.UriArtifact;
import dev.consilium.schemas.artifact.ArtifactUris;
import dev.consilium.schemas.artifact.BadArtifactException;
import dev.consilium.specialist.SpecialistPackage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A module that is published by where it lies. */
final class RemoteModule {

    private RemoteModule() {}

    /**
     * The manifest that points there.
     *
     * @throws IOException when it cannot be fetched from there, or is another file than the package's
     */
    static SpecialistVersion at(URI uri, SpecialistPackage pack) throws IOException {
        Artifact inPackage = pack.manifest().getArtifact();
        Artifact artifact =
                new Artifact(inPackage.getSha256(), inPackage.getSizeBytes(), new UriArtifact(uri.toString()));
        Path folder = Files.createTempDirectory("consilium-uri-");
        Path fetched = folder.resolve("model.pt");
        try {
            ArtifactUris.only(uri).fetch(artifact, fetched, artifact.getSizeBytes());
        } catch (BadArtifactException | IllegalArgumentException e) {
            throw new IOException("--artifact-uri: " + e.getMessage(), e);
        } finally {
            try (var left = Files.list(folder)) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
        return SpecialistVersion.newBuilder(pack.manifest())
                .setArtifact(artifact)
                .build();
    }
}
