package dev.consilium.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of one part of the stack: kept when the user named it, deleted on close when it is ours.
 *
 * @param path the folder, which exists
 * @param temporary whether {@link #close} deletes it
 */
record DataFolder(Path path, boolean temporary) implements AutoCloseable {

    static DataFolder of(Optional<Path> kept, String part) {
        try {
            return kept.isPresent()
                    ? new DataFolder(Files.createDirectories(kept.get().resolve(part)), false)
                    : new DataFolder(Files.createTempDirectory("consilium-" + part + "-"), true);
        } catch (IOException e) {
            throw new StackException(
                    "Cannot create the data folder for " + part
                            + kept.map(folder -> " under " + folder).orElse("") + ": " + e,
                    e);
        }
    }

    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(DataFolder::deleteQuietly);
        } catch (IOException | UncheckedIOException e) {
            // The system's temporary folder is swept anyway; failing a test over it would hide the test's own outcome.
            return;
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
