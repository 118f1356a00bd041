package dev.consilium.ops.doctor;

import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.Ok;
import dev.consilium.ops.doctor.Finding.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether there is room where the app writes. A folder that is not there is not created: the nearest one above it is tried.
 *
 * @param folders by the key that names another one
 */
record FoldersCheck(Map<String, Path> folders) implements Check {

    private static final long ENOUGH = 1L << 30;
    private static final double GIBIBYTE = 1L << 30;

    @Override
    public Subject subject() {
        return Subject.FOLDERS;
    }

    @Override
    public List<Finding> look() {
        return folders.entrySet().stream()
                .map(each -> folder(each.getKey(), each.getValue().toAbsolutePath()))
                .toList();
    }

    private static Finding folder(String key, Path folder) {
        Path there = folder;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            Files.delete(Files.createTempFile(there, "consilium-doctor-", ""));
            return space(key, folder, Files.getFileStore(there).getUsableSpace());
        } catch (IOException e) {
            return new Failed(
                    "folder " + folder,
                    "nothing can be written to " + there + " (" + e.getClass().getSimpleName() + ")",
                    "give its user the right to, or set " + key + " to another folder");
        }
    }

    /** @param bytes that are free */
    static Finding space(String key, Path folder, long bytes) {
        String found = String.format(Locale.ROOT, "%,.1f GiB free (%s)", bytes / GIBIBYTE, key);
        return bytes < ENOUGH
                ? new Warning("folder " + folder, found, "make room, or set " + key + " to a folder on a larger disk")
                : new Ok("folder " + folder, found);
    }
}
