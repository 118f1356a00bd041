package dev.consilium.ops.guarantee;

import dev.consilium.ops.client.TemporaryFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A disk in memory that can be made full: it is mounted anew with no more room than what lies on it takes. One thread; only root
 * can mount one, on Linux.
 *
 * @param folder in which it is mounted
 */
record SmallDisk(TemporaryFolder folder) implements AutoCloseable {

    /** More than what a scenario leaves on it; memory is taken only for what lies there. */
    private static final String ROOMY = "6g";

    private static final int ATTEMPTS = 20;
    private static final long KIBIBYTE = 1_024;
    private static final long SLACK_KIBIBYTES = 512;

    /** Why there cannot be one here; empty when there can. */
    static Optional<String> obstacle() {
        try {
            mount().close();
            return Optional.empty();
        } catch (IOException | IllegalStateException e) {
            return Optional.of("a tmpfs cannot be mounted (only root can, on Linux): " + e.getMessage());
        }
    }

    static SmallDisk mount() throws IOException {
        TemporaryFolder folder = TemporaryFolder.create();
        try {
            run(
                    "mount",
                    "-t",
                    "tmpfs",
                    "-o",
                    "size=" + ROOMY,
                    "tmpfs",
                    folder.path().toString());
            return new SmallDisk(folder);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    Path path() {
        return folder.path();
    }

    /** What is written from now on does not fit. */
    void fill() throws IOException {
        // What lies there grows meanwhile, and less room than that is refused.
        for (int attempt = 1; ; attempt++) {
            FileStore store = Files.getFileStore(path());
            long used = (store.getTotalSpace() - store.getUnallocatedSpace()) / KIBIBYTE;
            try {
                resize(used + SLACK_KIBIBYTES + "k");
                return;
            } catch (IllegalStateException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** There is room again. */
    void free() throws IOException {
        resize(ROOMY);
    }

    @Override
    public void close() throws IOException {
        try (folder) {
            run("umount", path().toString());
        }
    }

    private void resize(String size) throws IOException {
        run("mount", "-o", "remount,size=" + size, path().toString());
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + String.join(" ", command), e);
        }
    }
}
