package dev.consilium.schemas.artifact;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.TopicArtifact;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * How a file is cut: all chunks are {@code chunkBytes} long but the last, which holds the rest. Chunk i stands under the
 * key {@code sha256/i}.
 */
record ChunkLayout(String sha256, long sizeBytes, int chunkBytes) {

    /** Half of the broker's default record limit, so that keys, headers and batches fit as well. */
    static final int CHUNK_BYTES = 512 * 1024;

    /** More have no seven-digit index, and a manifest that says so is mistaken or hostile. */
    private static final long MOST_CHUNKS = 1_000_000;

    /** @throws BadArtifactException when the manifest's numbers contradict each other or exceed {@code maxBytes} */
    static ChunkLayout of(Artifact artifact, TopicArtifact location, long maxBytes) throws BadArtifactException {
        long size = requireSound(artifact, maxBytes);
        if (location.getChunkBytes() <= 0 || location.getChunkBytes() > CHUNK_BYTES) {
            throw new BadArtifactException(
                    "artifact.chunkBytes is " + location.getChunkBytes() + "; allowed are 1 to " + CHUNK_BYTES);
        }
        if (size / location.getChunkBytes() >= MOST_CHUNKS) {
            throw new BadArtifactException("artifact.chunkBytes is " + location.getChunkBytes() + ", which cuts " + size
                    + " bytes into more than " + MOST_CHUNKS + " chunks");
        }
        ChunkLayout layout = new ChunkLayout(artifact.getSha256(), size, location.getChunkBytes());
        if (layout.chunks() != location.getChunks()) {
            throw new BadArtifactException("artifact.chunks is " + location.getChunks() + ", but " + size + " bytes in "
                    + location.getChunkBytes() + "-byte chunks are " + layout.chunks());
        }
        return layout;
    }

    /**
     * @return the size
     * @throws BadArtifactException when the digest is none, or the size is not allowed
     */
    static long requireSound(Artifact artifact, long maxBytes) throws BadArtifactException {
        long size = artifact.getSizeBytes();
        if (!artifact.getSha256().matches("[0-9a-f]{64}")) {
            throw new BadArtifactException("artifact.sha256 is not 64 lower-case hex digits: " + artifact.getSha256());
        }
        if (size <= 0 || size > maxBytes) {
            throw new BadArtifactException(
                    "artifact.sizeBytes is " + size + "; allowed are 1 to " + maxBytes + " (artifact.max.size)");
        }
        return size;
    }

    int chunks() {
        return Math.toIntExact((sizeBytes + chunkBytes - 1) / chunkBytes);
    }

    long start(int index) {
        return (long) index * chunkBytes;
    }

    int length(int index) {
        return Math.toIntExact(Math.min(chunkBytes, sizeBytes - start(index)));
    }

    byte[] key(int index) {
        return name(index).getBytes(StandardCharsets.US_ASCII);
    }

    /** All keys as text. */
    List<String> names() {
        return IntStream.range(0, chunks()).mapToObj(this::name).toList();
    }

    private String name(int index) {
        return sha256 + "/" + index;
    }

    /** Which chunk of this file a key names; empty for other files' chunks. */
    OptionalInt index(byte[] key) {
        String text = new String(key, StandardCharsets.US_ASCII);
        if (!text.startsWith(sha256 + "/")) {
            return OptionalInt.empty();
        }
        String number = text.substring(sha256.length() + 1);
        if (!number.matches("\\d{1,7}") || Integer.parseInt(number) >= chunks()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(number));
    }
}
