package dev.consilium.schemas.artifact;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of this machine, or of what is mounted on it. */
final class LocalCopy {

    private LocalCopy() {}

    static void copy(Path source, long size, FileChannel target) throws BadArtifactException, IOException {
        if (!Files.isRegularFile(source)) {
            throw new BadArtifactException("there is no file " + source);
        }
        try (FileChannel file = FileChannel.open(source, StandardOpenOption.READ)) {
            if (file.size() != size) {
                throw new BadArtifactException(
                        source + " has " + file.size() + " bytes, the manifest promises " + size);
            }
            target.truncate(0);
            target.position(0);
            long done = 0;
            while (done < size) {
                long moved = file.transferTo(done, size - done, target);
                if (moved <= 0) {
                    throw new IOException(source + " became shorter while it was read");
                }
                done += moved;
            }
        } catch (NoSuchFileException e) {
            throw new BadArtifactException("there is no file " + source);
        }
    }
}
