package dev.consilium.specialist;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.UriArtifact;
import dev.consilium.schemas.artifact.Sha256;
import dev.consilium.specialist.archive.AllowedOperators;
import dev.consilium.specialist.archive.ArchiveLimits;
import dev.consilium.specialist.archive.ArchiveScan;
import dev.consilium.specialist.archive.UnsafeArchiveException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * One version of a specialist as a folder:
 *
 * <pre>
 * manifest.json   what it is: names, classes, input, digest, golden examples' probabilities, metrics, recipe
 * model.pt        the TorchScript module
 * golden/00.jpg   the golden examples' images
 * </pre>
 *
 * <p>Where the module can be fetched is only known once it is published. Until then the manifest's {@code artifact.location} is the URI
 * {@value #MODEL_FILE}: relative, so beside the manifest. Publishing writes a copy of the manifest with another location; nothing else of it
 * changes.
 *
 * @param folder the package's folder
 * @param manifest what {@code manifest.json} says, with the golden examples' images in it
 */
public record SpecialistPackage(Path folder, SpecialistVersion manifest) {

    /** The manifest's file name. */
    public static final String MANIFEST_FILE = "manifest.json";

    /** The module's file name, and as a relative URI its location until it is published. */
    public static final String MODEL_FILE = "model.pt";

    /** The app's own default; a package that is larger is here already. */
    private static final long USUAL_LIMIT = 2L << 30;

    /**
     * Reads a package, and checks that it is whole: the manifest usable, the module's size and digest as it says, and nothing in the
     * module that must not be loaded.
     *
     * @throws InvalidPackageException if it is not
     */
    public static SpecialistPackage read(Path folder) throws IOException {
        return read(folder, AllowedOperators.NONE);
    }

    /**
     * The same for a module with operators that the app is told to allow.
     *
     * @throws InvalidPackageException if it is not whole
     */
    public static SpecialistPackage read(Path folder, AllowedOperators operators) throws IOException {
        Path manifestFile = requireFile(folder.resolve(MANIFEST_FILE));
        SpecialistVersion manifest = ManifestReader.read(folder, text(manifestFile));
        try {
            ManifestCheck.requireUsable(manifest);
        } catch (IllegalArgumentException e) {
            throw new InvalidPackageException(manifestFile + ": " + e.getMessage(), e);
        }
        SpecialistPackage read = new SpecialistPackage(folder, manifest);
        read.requireIntact();
        read.requireSafe(operators);
        return read;
    }

    /**
     * Writes a package.
     *
     * @param folder created if it is not there; an older package in it is replaced
     * @param manifest whose artifact is set by this method: digest and size are the module's, the location is relative
     * @param module the TorchScript file: copied, unless it is the folder's {@code model.pt} already
     * @return the package as it is on disk
     * @throws IllegalArgumentException if the manifest cannot be used
     */
    public static SpecialistPackage write(Path folder, SpecialistVersion manifest, Path module) throws IOException {
        SpecialistVersion complete = SpecialistVersion.newBuilder(manifest)
                .setArtifact(artifactOf(module))
                .build();
        ManifestCheck.requireUsable(complete);
        Files.createDirectories(folder);
        // The manifest goes first and comes last: a folder that has one is complete.
        Files.deleteIfExists(folder.resolve(MANIFEST_FILE));
        Path model = folder.resolve(MODEL_FILE);
        if (!Files.exists(model) || !Files.isSameFile(model, module)) {
            Files.copy(module, model, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(
                folder.resolve(MANIFEST_FILE), ManifestWriter.write(folder, complete), StandardCharsets.UTF_8);
        return new SpecialistPackage(folder, complete);
    }

    /** An artifact that describes a file on disk, for a manifest whose location is not known yet. */
    public static Artifact artifactOf(Path module) throws IOException {
        return new Artifact(Sha256.of(requireFile(module)), Files.size(module), new UriArtifact(MODEL_FILE));
    }

    /** The TorchScript file. */
    public Path model() {
        return folder.resolve(MODEL_FILE);
    }

    /** What the manifest describes. */
    public Specialist specialist() {
        return Specialist.of(manifest);
    }

    private void requireIntact() throws IOException {
        Path model = requireFile(model());
        Artifact artifact = manifest.getArtifact();
        if (Files.size(model) != artifact.getSizeBytes()) {
            throw new InvalidPackageException(model + " has " + Files.size(model) + " bytes, but the manifest says "
                    + artifact.getSizeBytes() + ": it was changed or is truncated");
        }
        String digest = Sha256.of(model);
        if (!digest.equals(artifact.getSha256())) {
            throw new InvalidPackageException(model + " has the SHA-256 " + digest + ", but the manifest says "
                    + artifact.getSha256() + ": it was changed");
        }
    }

    private void requireSafe(AllowedOperators operators) throws IOException {
        try {
            ArchiveScan.scan(model(), ArchiveLimits.ofPacked(Math.max(USUAL_LIMIT, Files.size(model()))), operators);
        } catch (UnsafeArchiveException e) {
            throw new InvalidPackageException(model() + ": " + e.getMessage(), e);
        }
    }

    private static String text(Path manifestFile) throws IOException {
        try {
            return Files.readString(manifestFile, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new InvalidPackageException(manifestFile + " is not text in UTF-8", e);
        }
    }

    private static Path requireFile(Path file) throws InvalidPackageException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidPackageException("there is no file " + file);
        }
        return file;
    }
}
