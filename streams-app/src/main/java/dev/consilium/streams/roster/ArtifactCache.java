package dev.consilium.streams.roster;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.UriArtifact;
import dev.consilium.schemas.artifact.ArtifactChunks;
import dev.consilium.schemas.artifact.ArtifactUris;
import dev.consilium.schemas.artifact.BadArtifactException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fetched modules on disk, each under its SHA-256. A file is only ever moved into place whole, so several processes may
 * share a folder. What has not been used for longest goes when the folder exceeds its size; a module that is loaded needs
 * its file no more.
 *
 * <p>Owned by the loader thread.
 */
final class ArtifactCache {

    private static final Duration ABANDONED = Duration.ofHours(6);

    private final Path folder;
    private final long maxArtifactBytes;
    private final long maxBytes;
    private final ArtifactChunks chunks;
    private final ArtifactUris uris;
    private final InstantSource clock;

    ArtifactCache(
            Path folder,
            long maxArtifactBytes,
            long maxBytes,
            ArtifactChunks chunks,
            ArtifactUris uris,
            InstantSource clock) {
        this.folder = folder;
        this.maxArtifactBytes = maxArtifactBytes;
        this.maxBytes = maxBytes;
        this.chunks = chunks;
        this.uris = uris;
        this.clock = clock;
    }

    /** The artifact's file: from the folder, or fetched into it. What was in the folder is not verified again here. */
    Path file(Artifact artifact) throws BadArtifactException, IOException {
        Path file = path(artifact);
        if (!Files.isRegularFile(file)) {
            if (artifact.getLocation() instanceof UriArtifact) {
                uris.fetch(artifact, file, maxArtifactBytes);
            } else {
                chunks.fetch(artifact, file, maxArtifactBytes);
            }
        }
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        try {
            trim(file);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return file;
    }

    /** Forgets a file that turned out to be damaged. */
    void evict(Artifact artifact) throws IOException {
        Files.deleteIfExists(path(artifact));
    }

    private Path path(Artifact artifact) {
        return folder.resolve(artifact.getSha256() + ".pt");
    }

    private void trim(Path keep) throws IOException {
        List<Path> oldestFirst;
        try (Stream<Path> files = Files.list(folder)) {
            oldestFirst = files.filter(ArtifactCache::isOurs)
                    .sorted(Comparator.comparing(ArtifactCache::used))
                    .toList();
        }
        long total = oldestFirst.stream().mapToLong(ArtifactCache::size).sum();
        FileTime abandoned = FileTime.from(clock.instant().minus(ABANDONED));
        for (Path file : oldestFirst) {
            boolean leftBehind = file.toString().endsWith(".part") && used(file).compareTo(abandoned) < 0;
            if (leftBehind
                    || (total > maxBytes
                            && !file.equals(keep)
                            && file.toString().endsWith(".pt"))) {
                total -= size(file);
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isOurs(Path file) {
        return file.getFileName().toString().matches("[0-9a-f]{64}\\.pt|[0-9a-f]{12}.*\\.part");
    }

    private static FileTime used(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return gone(e, FileTime.fromMillis(0));
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return gone(e, 0L);
        }
    }

    /** Another process that shares the folder may trim at the same time. */
    private static <T> T gone(IOException e, T value) {
        if (e instanceof NoSuchFileException) {
            return value;
        }
        throw new UncheckedIOException(e);
    }
}
