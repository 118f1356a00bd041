package dev.consilium.schemas.artifact;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.UriArtifact;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * TorchScript files behind URIs ({@code file:}, {@code http:}, {@code https:}). Where a manifest points to is for the
 * writer of the manifest to say, so only what is allowed here is ever asked for, redirects included.
 *
 * <p>Any thread. Several processes may fetch into one folder: a lock on the part file lets one of them work.
 */
public final class ArtifactUris {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<UriPrefix> allowed;
    private final HttpDownload http;

    /**
     * @param allowed prefixes such as {@code https://models.example/v/}; none: every URI is refused
     * @throws IllegalArgumentException when one is no such prefix
     */
    public ArtifactUris(List<String> allowed) {
        this(allowed, PATIENCE);
    }

    /** @param patience how long a server may stay silent before that counts as an outage */
    ArtifactUris(List<String> allowed, Duration patience) {
        this.allowed = allowed.stream().map(UriPrefix::parse).toList();
        this.http = new HttpDownload(this::requireAllowed, patience);
    }

    /** Allows one URI alone, for whoever names it himself. */
    public static ArtifactUris only(URI uri) {
        return new ArtifactUris(List.of(uri.toString()));
    }

    /**
     * Brings an artifact to a file. What arrives before a connection breaks is kept beside {@code target}; the next call
     * goes on from there when the server can. {@code target} appears when size and SHA-256 are right, and not before.
     *
     * @param maxBytes larger artifacts are refused unread
     * @throws BadArtifactException when the URI is not allowed, there is no such file, or it is not what the manifest
     *     promises
     * @throws IOException when the server does not answer or breaks off, or {@code target} cannot be written; call again
     */
    public void fetch(Artifact artifact, Path target, long maxBytes) throws BadArtifactException, IOException {
        fetch(artifact, target, maxBytes, bytes -> {});
    }

    /**
     * The same.
     *
     * @param progress told now and then how many bytes have arrived; on the caller's thread
     */
    public void fetch(Artifact artifact, Path target, long maxBytes, LongConsumer progress)
            throws BadArtifactException, IOException {
        if (!(artifact.getLocation() instanceof UriArtifact location)) {
            throw new BadArtifactException("artifact.location is no URI");
        }
        ChunkLayout.requireSound(artifact, maxBytes);
        URI uri = requireAllowed(location.getUri());
        Path folder = target.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path part = target.toAbsolutePath().resolveSibling(artifact.getSha256() + ".uri.part");
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock == null) {
                throw new IOException("another process fetches " + uri + " into " + folder + " already");
            }
            collect(artifact, uri, part, file, progress);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (OverlappingFileLockException e) {
            throw new IOException(uri + " is fetched into " + folder + " already", e);
        } catch (BadArtifactException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    private void collect(Artifact artifact, URI uri, Path part, FileChannel file, LongConsumer progress)
            throws BadArtifactException, IOException {
        if (file.size() > artifact.getSizeBytes()) {
            file.truncate(0);
        }
        boolean resumed = file.size() > 0;
        read(artifact, uri, file, progress);
        String actual = Sha256.of(part);
        if (resumed && !actual.equals(artifact.getSha256())) {
            // The file behind the URI may have been replaced between the two parts.
            file.truncate(0);
            read(artifact, uri, file, progress);
            actual = Sha256.of(part);
        }
        if (!actual.equals(artifact.getSha256())) {
            throw new BadArtifactException(
                    uri + " has SHA-256 " + actual + ", the manifest promises " + artifact.getSha256());
        }
    }

    private void read(Artifact artifact, URI uri, FileChannel file, LongConsumer progress)
            throws BadArtifactException, IOException {
        long size = artifact.getSizeBytes();
        if ("file".equalsIgnoreCase(uri.getScheme())) {
            LocalCopy.copy(Path.of(uri), size, file);
        } else {
            http.get(uri, size, file, progress);
        }
        if (file.size() != size) {
            throw new BadArtifactException(uri + " has " + file.size() + " bytes, the manifest promises " + size);
        }
    }

    private URI requireAllowed(String text) throws BadArtifactException {
        try {
            URI uri = UriPrefix.plain(text);
            if (allowed.stream().anyMatch(prefix -> prefix.covers(uri))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new BadArtifactException(String.valueOf(e.getMessage()));
        }
        throw new BadArtifactException(text + " may not be fetched: it begins with none of artifact.uri.allowed"
                + (allowed.isEmpty() ? ", which is empty" : ""));
    }
}
