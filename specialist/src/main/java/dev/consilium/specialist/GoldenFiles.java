package dev.consilium.specialist;

import dev.consilium.avro.GoldenExample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The golden examples' images as files of a package. */
final class GoldenFiles {

    private static final String FOLDER = "golden";

    private static final Map<String, String> EXTENSIONS = Map.of(
            "image/jpeg", "jpg", "image/png", "png", "image/bmp", "bmp", "image/gif", "gif", "image/x-rgb8", "rgb");

    private GoldenFiles() {}

    /** Its place in the package, for example {@code golden/00.jpg}. */
    static String name(int index, GoldenExample example) {
        return String.format(
                Locale.ROOT, "%s/%02d.%s", FOLDER, index, EXTENSIONS.getOrDefault(example.getContentType(), "bin"));
    }

    static void write(Path folder, String name, GoldenExample example) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(folder.resolve(FOLDER));
        byte[] content = new byte[example.getContent().remaining()];
        example.getContent().duplicate().get(content);
        Files.write(file, content);
    }

    /** Removes the files of an older package of the same folder. */
    static void clear(Path folder) throws IOException {
        if (!Files.isDirectory(folder.resolve(FOLDER))) {
            return;
        }
        try (Stream<Path> files = Files.list(folder.resolve(FOLDER))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    /** @throws InvalidPackageException if the name leaves the package's folder, or the file is missing or too large */
    static ByteBuffer read(Path folder, String name) throws IOException {
        Path file = path(folder, name);
        if (!file.startsWith(folder.resolve(FOLDER).normalize())) {
            throw new InvalidPackageException(
                    "golden file '" + name + "' is not in the package's folder " + FOLDER + "/");
        }
        if (!Files.isRegularFile(file)) {
            throw new InvalidPackageException("there is no file " + file);
        }
        if (Files.size(file) > ManifestCheck.MAX_GOLDEN_BYTES) {
            throw new InvalidPackageException(file + " has " + Files.size(file)
                    + " bytes: golden examples have at most " + ManifestCheck.MAX_GOLDEN_BYTES + " together");
        }
        return ByteBuffer.wrap(Files.readAllBytes(file));
    }

    private static Path path(Path folder, String name) throws InvalidPackageException {
        try {
            return folder.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new InvalidPackageException("golden file '" + name + "' is no name of a file: " + e.getReason(), e);
        }
    }
}
