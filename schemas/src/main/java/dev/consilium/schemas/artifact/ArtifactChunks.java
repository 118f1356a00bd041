package dev.consilium.schemas.artifact;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.TopicArtifact;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * TorchScript files in the {@code model-artifacts} topic. A file of any size needs a few chunks' memory.
 *
 * <p>Opens its reader when it first reads, and keeps it. One thread at a time.
 */
public final class ArtifactChunks implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Connection connection;
    private final String topic;
    private final Duration patience;
    private Optional<ChunkReader> reader = Optional.empty();

    public ArtifactChunks(Connection connection, String topic) {
        this(connection, topic, PATIENCE);
    }

    /** @param patience how long the broker may stay silent before {@link UnreachableException} */
    public ArtifactChunks(Connection connection, String topic, Duration patience) {
        this.connection = connection;
        this.topic = topic;
        this.patience = patience;
    }

    /** Told how far an upload is; on the caller's thread. */
    @FunctionalInterface
    public interface Progress {
        void at(long bytes, long ofBytes);
    }

    /**
     * Puts a file on the topic. Chunks that lie there already, from an upload that broke off or from an earlier version
     * with the same bytes, are not sent again. They are looked for at the topic's end, and from {@code hint} on if that is
     * not far from it: reading all that was ever published would cost more than it saves.
     *
     * @param hint where an earlier upload of this file began ({@code TopicArtifact.firstOffsetHint}), -1 when unknown
     * @return where it lies, for the manifest
     * @throws IOException when the file cannot be read or is empty
     * @throws UnreachableException when the broker does not answer; call again to go on where it broke off
     */
    public Artifact upload(Path file, long hint, Progress progress) throws IOException {
        return new ChunkUpload(connection, topic, patience).upload(reader(), file, hint, progress);
    }

    /**
     * Where the topic ends now. Taken before an upload, it is where {@link #stand} has to begin.
     *
     * @throws UnreachableException when the broker does not answer
     */
    public long end() {
        return reader().end();
    }

    /**
     * Whether uploaded artifacts are still there: a prune may have taken chunks away that an upload found and did not send
     * again. Reads what came since, so at least what was uploaded.
     *
     * @param since where the topic ended before the uploads
     * @throws UnreachableException when the broker does not answer
     */
    public boolean stand(Collection<Artifact> artifacts, long since) throws IOException {
        Set<String> wanted =
                artifacts.stream().flatMap(each -> keys(each).stream()).collect(Collectors.toSet());
        Set<String> gone = new HashSet<>();
        ChunkReader chunks = reader();
        chunks.read(since, chunks.end(), record -> {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() != null) {
                gone.remove(key);
            } else if (wanted.contains(key)) {
                gone.add(key);
            }
            return true;
        });
        return gone.isEmpty();
    }

    /** The keys under which an artifact lies on the topic; none when it lies elsewhere or its numbers contradict each other. */
    public static Set<String> keys(Artifact artifact) {
        try {
            return artifact.getLocation() instanceof TopicArtifact location
                    ? Set.copyOf(
                            ChunkLayout.of(artifact, location, Long.MAX_VALUE).names())
                    : Set.of();
        } catch (BadArtifactException e) {
            return Set.of();
        }
    }

    /**
     * The keys of all chunks on the topic, also of those that no manifest refers to. Reads the whole topic.
     *
     * @throws UnreachableException when the broker does not answer
     */
    public Set<String> allKeys() throws IOException {
        Set<String> keys = new HashSet<>();
        ChunkReader chunks = reader();
        chunks.read(chunks.begin(), chunks.end(), record -> {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                keys.remove(key);
            } else {
                keys.add(key);
            }
            return true;
        });
        return keys;
    }

    /**
     * Brings an artifact to a file: found by key, so neither order nor repetition on the topic matters. {@code target}
     * appears when size and SHA-256 are right, and not before.
     *
     * @param maxBytes larger artifacts are refused unread
     * @throws BadArtifactException when the topic does not hold what the manifest promises
     * @throws IOException when {@code target} cannot be written
     * @throws UnreachableException when the broker does not answer
     */
    public void fetch(Artifact artifact, Path target, long maxBytes) throws BadArtifactException, IOException {
        if (!(artifact.getLocation() instanceof TopicArtifact location)) {
            throw new BadArtifactException(
                    "artifact.location is not the artifact topic; ArtifactUris fetches from elsewhere");
        }
        new ChunkDownload(reader(), topic).fetch(ChunkLayout.of(artifact, location, maxBytes), location, target);
    }

    @Override
    public void close() {
        reader.ifPresent(ChunkReader::close);
        reader = Optional.empty();
    }

    private ChunkReader reader() {
        ChunkReader open = reader.orElseGet(() -> new ChunkReader(connection, topic, patience));
        reader = Optional.of(open);
        return open;
    }
}
