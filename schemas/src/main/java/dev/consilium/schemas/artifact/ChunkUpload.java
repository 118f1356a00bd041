package dev.consilium.schemas.artifact;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.TopicArtifact;
import dev.consilium.schemas.artifact.ArtifactChunks.Progress;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the chunks of a file that the topic does not hold yet. */
final class ChunkUpload {

    private static final Logger LOG = LoggerFactory.getLogger(ChunkUpload.class);

    /** Sent and not yet acknowledged; bounds the memory. */
    private static final int IN_FLIGHT = 8;

    /** Records at the topic's end that are always looked through: an upload that broke off is repeated soon. */
    private static final long TAIL = 256;

    /** Reading more than so many records for each chunk that is perhaps there costs more than sending it. */
    private static final long WORTH_READING = 16;

    private final Connection connection;
    private final String topic;
    private final Duration patience;

    ChunkUpload(Connection connection, String topic, Duration patience) {
        this.connection = connection;
        this.topic = topic;
        this.patience = patience;
    }

    Artifact upload(ChunkReader reader, Path file, long hint, Progress progress) throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            throw new IOException(file + " is empty");
        }
        ChunkLayout layout = new ChunkLayout(Sha256.of(file), size, ChunkLayout.CHUNK_BYTES);
        Map<Integer, Long> offsets = new TreeMap<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            findPresent(reader, layout, hint, channel, offsets);
            int present = offsets.size();
            if (present < layout.chunks()) {
                sendMissing(layout, channel, offsets, progress);
            } else {
                progress.at(size, size);
            }
            LOG.atInfo()
                    .addKeyValue("sha256", layout.sha256())
                    .addKeyValue("bytes", size)
                    .addKeyValue("chunks", layout.chunks())
                    .addKeyValue("presentBefore", present)
                    .log("Artifact uploaded");
        }
        long firstOffset =
                offsets.values().stream().mapToLong(Long::longValue).min().orElse(-1);
        return new Artifact(
                layout.sha256(), size, new TopicArtifact(layout.chunks(), layout.chunkBytes(), firstOffset));
    }

    private static void findPresent(
            ChunkReader reader, ChunkLayout layout, long hint, FileChannel file, Map<Integer, Long> offsets)
            throws IOException {
        long end = reader.end();
        long tail = end - Math.max(TAIL, 2L * layout.chunks());
        boolean worthReading = hint >= 0 && end - hint <= Math.max(TAIL, WORTH_READING * layout.chunks());
        long from = Math.max(reader.begin(), worthReading ? Math.min(hint, tail) : tail);
        reader.read(from, end, record -> {
            int index = layout.index(record.key()).orElse(-1);
            if (index >= 0) {
                boolean same = record.value() != null
                        && Arrays.equals(
                                record.value(), chunk(layout, file, index).array());
                if (same) {
                    offsets.put(index, record.offset());
                } else {
                    // A later record of the same key counts: what compaction would leave.
                    offsets.remove(index);
                }
            }
            // To the end even if all are found: a tombstone may follow.
            return true;
        });
    }

    private void sendMissing(ChunkLayout layout, FileChannel file, Map<Integer, Long> offsets, Progress progress)
            throws IOException {
        var config = connection.client();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) patience.toMillis() * 2);
        List<Integer> sent = new ArrayList<>();
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int index = 0; index < layout.chunks(); index++) {
                if (!offsets.containsKey(index)) {
                    sent.add(index);
                    acknowledgements.add(producer.send(new ProducerRecord<>(
                            topic, layout.key(index), chunk(layout, file, index).array())));
                    if (sent.size() > IN_FLIGHT) {
                        acknowledgements.get(sent.size() - 1 - IN_FLIGHT).get();
                    }
                }
                progress.at(layout.start(index) + layout.length(index), layout.sizeBytes());
            }
            for (int i = 0; i < sent.size(); i++) {
                offsets.put(sent.get(i), acknowledgements.get(i).get().offset());
            }
        } catch (KafkaException | ExecutionException e) {
            throw brokeOff(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw brokeOff(e);
        }
    }

    private static ByteBuffer chunk(ChunkLayout layout, FileChannel file, int index) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(layout.length(index));
        while (chunk.hasRemaining()) {
            if (file.read(chunk, layout.start(index) + chunk.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return chunk;
    }

    private UnreachableException brokeOff(Exception cause) {
        return new UnreachableException(
                "the upload to topic '" + topic + "' at " + connection.bootstrapServers() + " broke off: "
                        + cause.getMessage() + ". Publish again: what arrived is not sent twice.",
                cause);
    }
}
