package dev.consilium.schemas.artifact;

import dev.consilium.avro.TopicArtifact;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Collects the chunks of one file. */
final class ChunkDownload {

    private final ChunkReader reader;
    private final String topic;

    ChunkDownload(ChunkReader reader, String topic) {
        this.reader = reader;
        this.topic = topic;
    }

    void fetch(ChunkLayout layout, TopicArtifact location, Path target) throws BadArtifactException, IOException {
        Path folder = target.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path half = Files.createTempFile(folder, layout.sha256().substring(0, 12), ".part");
        try {
            try (FileChannel file = FileChannel.open(half, StandardOpenOption.WRITE)) {
                collect(layout, location, half, file);
            }
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private void collect(ChunkLayout layout, TopicArtifact location, Path half, FileChannel file)
            throws BadArtifactException, IOException {
        BitSet present = new BitSet(layout.chunks());
        long begin = reader.begin();
        long end = reader.end();
        long hint = location.getFirstOffsetHint();
        if (hint > begin && hint < end) {
            reader.read(hint, end, record -> take(layout, record, file, present) < layout.chunks());
            if (present.cardinality() == layout.chunks() && Sha256.of(half).equals(layout.sha256())) {
                return;
            }
        }
        // The hint was of no use: everything, and as in any compacted topic the last record of a key counts.
        present.clear();
        reader.read(begin, end, record -> {
            take(layout, record, file, present);
            return true;
        });
        if (present.cardinality() < layout.chunks()) {
            throw new BadArtifactException("only " + present.cardinality() + " of " + layout.chunks()
                    + " chunks of artifact " + layout.sha256() + " are on topic '" + topic + "'; first missing: "
                    + present.nextClearBit(0));
        }
        String actual = Sha256.of(half);
        if (!actual.equals(layout.sha256())) {
            throw new BadArtifactException(
                    "artifact has SHA-256 " + actual + ", the manifest promises " + layout.sha256());
        }
    }

    /** @return how many chunks are there now */
    private static int take(ChunkLayout layout, ConsumerRecord<byte[], byte[]> record, FileChannel file, BitSet present)
            throws IOException {
        int index = layout.index(record.key()).orElse(-1);
        if (index >= 0) {
            byte[] chunk = record.value();
            // A tombstone, or not this chunk at all: the key has no usable value from here on.
            present.set(index, chunk != null && chunk.length == layout.length(index));
            if (present.get(index)) {
                ByteBuffer bytes = ByteBuffer.wrap(chunk);
                while (bytes.hasRemaining()) {
                    file.write(bytes, layout.start(index) + bytes.position());
                }
            }
        }
        return present.cardinality();
    }
}
