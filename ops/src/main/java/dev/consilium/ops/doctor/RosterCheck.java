package dev.consilium.ops.doctor;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.TopicArtifact;
import dev.consilium.avro.UriArtifact;
import dev.consilium.ops.client.TemporaryFolder;
import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.NotChecked;
import dev.consilium.ops.doctor.Finding.Ok;
import dev.consilium.ops.doctor.Finding.Warning;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.artifact.ArtifactChunks;
import dev.consilium.schemas.artifact.BadArtifactException;
import dev.consilium.schemas.roster.RosterReader;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.specialist.trust.TrustPolicy;
import dev.consilium.specialist.trust.UntrustedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who serves, and whether an instance that starts now would get the modules.
 *
 * @param trust whose versions are loaded; empty when that cannot be said
 */
record RosterCheck(Cluster cluster, Topics topics, Optional<TrustPolicy> trust) implements Check {

    /** Larger modules are not read for a look. */
    private static final long LARGEST = 512L << 20;

    private static final double MEGABYTE = 1_000_000;
    private static final String ANOTHER =
            "let another version serve (`consilium roster pin`), or publish this one again";

    @Override
    public Subject subject() {
        return Subject.ROSTER;
    }

    @Override
    public List<Finding> look() throws Exception {
        for (String topic : List.of(topics.roster(), topics.models(), topics.modelArtifacts())) {
            if (!cluster.hasTopic(topic)) {
                return List.of(new NotChecked(subject().toString(), "needs the topic " + topic));
            }
        }
        RosterView view = RosterReader.read(cluster.connection(), topics);
        if (view.roster().isEmpty()) {
            return List.of(new Warning(
                    subject().toString(),
                    "nobody serves: no image is read",
                    "publish a specialist: `consilium publish PACKAGE --wait`"));
        }
        List<Finding> findings = new ArrayList<>();
        try (TemporaryFolder folder = TemporaryFolder.create();
                ArtifactChunks chunks =
                        new ArtifactChunks(cluster.connection(), topics.modelArtifacts(), Cluster.PATIENCE)) {
            for (RosterEntry entry : view.inOrder()) {
                VersionKey version = new VersionKey(entry.getSpecialist(), entry.getServing());
                Optional<SpecialistVersion> manifest = view.manifest(version);
                findings.add(
                        manifest.isPresent()
                                ? version(version, manifest.get(), chunks, folder.path())
                                : new Failed(
                                        version.toString(),
                                        "serves, but " + topics.models() + " has no manifest of it",
                                        ANOTHER));
            }
        }
        return findings;
    }

    private Finding version(VersionKey version, SpecialistVersion manifest, ArtifactChunks chunks, Path folder)
            throws IOException {
        try {
            String signed = trust.isPresent() ? ", " + trust.get().judge(manifest) : "";
            return new Ok(version.toString(), "serves; " + module(manifest.getArtifact(), chunks, folder) + signed);
        } catch (UntrustedException e) {
            return new Failed(version.toString(), "serves, but is not loaded: " + Causes.text(e), ANOTHER);
        } catch (BadArtifactException e) {
            return new Failed(
                    version.toString(),
                    "serves, but its module cannot be fetched: " + Causes.text(e),
                    "publish the same package again: what is missing is sent again");
        }
    }

    private static String module(Artifact artifact, ArtifactChunks chunks, Path folder)
            throws BadArtifactException, IOException {
        String size = String.format(Locale.ROOT, "%.1f MB", artifact.getSizeBytes() / MEGABYTE);
        if (artifact.getLocation() instanceof UriArtifact elsewhere) {
            return "its module (" + size + ") lies at " + elsewhere.getUri() + ", which was not tried";
        }
        if (!(artifact.getLocation() instanceof TopicArtifact) || artifact.getSizeBytes() > LARGEST) {
            return "its module (" + size + ") was not read";
        }
        Path file = folder.resolve("module");
        chunks.fetch(artifact, file, LARGEST);
        Files.delete(file);
        return "its module (" + size + ") has the right digest";
    }
}
