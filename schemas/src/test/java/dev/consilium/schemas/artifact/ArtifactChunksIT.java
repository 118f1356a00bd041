package dev.consilium.schemas.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.TopicArtifact;
import dev.consilium.schemas.roster.RosterFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactChunksIT {

    private static final long CAP = 10_000_000;

    private final RosterFixture fixture = RosterFixture.create();
    private final String topic = fixture.topics().modelArtifacts();

    @AutoClose
    private final ArtifactChunks chunks = new ArtifactChunks(fixture.connection(), topic);

    private final byte[] content = new byte[2 * ChunkLayout.CHUNK_BYTES + 12_345];

    @TempDir
    Path folder;

    private Path file;
    private Path target;

    @BeforeEach
    void write() throws IOException {
        new Random(7).nextBytes(content);
        file = Files.write(folder.resolve("model.pt"), content);
        target = folder.resolve("fetched").resolve("model.pt");
    }

    @Test
    void shouldBringTheFileBack() throws Exception {
        // Given
        Artifact artifact = upload(-1);

        // When
        chunks.fetch(artifact, target, CAP);

        // Then
        assertThat(target).hasBinaryContent(content);
        assertThat(artifact.getSha256()).isEqualTo(Sha256.of(file));
    }

    @Test
    void shouldNotSendTwiceWhatIsThere() throws Exception {
        // Given
        send(key(1), chunk(1));

        // When
        Artifact first = upload(-1);
        long end = end();
        upload(((TopicArtifact) first.getLocation()).getFirstOffsetHint());

        // Then
        assertThat(end).isEqualTo(3);
        assertThat(end()).isEqualTo(3);
        chunks.fetch(first, target, CAP);
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void shouldFindTheChunksUnderAWrongHint() throws Exception {
        // Given
        Artifact artifact = upload(-1);
        TopicArtifact location = (TopicArtifact) artifact.getLocation();
        Artifact misled = new Artifact(
                artifact.getSha256(),
                artifact.getSizeBytes(),
                new TopicArtifact(location.getChunks(), location.getChunkBytes(), 2L));

        // When
        chunks.fetch(misled, target, CAP);

        // Then
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void shouldRefuseAnIncompleteArtifact() throws Exception {
        // Given
        Artifact artifact = upload(-1);
        send(key(2), null);

        // When / Then
        assertRefused(artifact, "2 of 3 chunks");
    }

    @Test
    void shouldRefuseOtherBytes() throws Exception {
        // Given
        Artifact artifact = upload(-1);
        byte[] flipped = chunk(0);
        flipped[100] ^= 1;
        send(key(0), flipped);

        // When / Then
        assertRefused(artifact, "the manifest promises " + artifact.getSha256());
    }

    @Test
    void shouldRefuseAnOversizedArtifactUnread() throws Exception {
        // Given
        Artifact artifact = upload(-1);

        // When / Then
        assertThatThrownBy(() -> chunks.fetch(artifact, target, content.length - 1))
                .isInstanceOf(BadArtifactException.class)
                .hasMessageContaining("artifact.sizeBytes is " + content.length);
    }

    @Test
    void shouldLoseNothingToTombstonesOfAnAbortedTransaction() throws Exception {
        // Given
        Artifact artifact = upload(-1);
        Map<String, Object> config = fixture.connection().client();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic);
        try (var pruner = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            pruner.initTransactions();
            pruner.beginTransaction();
            for (String key : ArtifactChunks.keys(artifact)) {
                pruner.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.US_ASCII), null));
            }
            pruner.flush();

            // When
            pruner.abortTransaction();
        }

        // Then
        TopicArtifact location = (TopicArtifact) artifact.getLocation();
        Artifact unhinted = new Artifact(
                artifact.getSha256(),
                artifact.getSizeBytes(),
                new TopicArtifact(location.getChunks(), location.getChunkBytes(), -1L));
        chunks.fetch(unhinted, target, CAP);
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void shouldSendAgainWhatWasTakenAwayAfterItWasFound() throws Exception {
        // Given
        Artifact first = upload(-1);
        long hint = ((TopicArtifact) first.getLocation()).getFirstOffsetHint();
        long since = chunks.end();
        assertThat(chunks.stand(List.of(first), since)).isTrue();
        for (String key : ArtifactChunks.keys(first)) {
            send(key, null);
        }
        assertThat(chunks.stand(List.of(first), since)).isFalse();

        // When
        Artifact second = upload(hint);

        // Then
        chunks.fetch(second, target, CAP);
        assertThat(target).hasBinaryContent(content);
        assertThat(chunks.allKeys()).hasSize(3);
    }

    private void assertRefused(Artifact artifact, String reason) throws IOException {
        assertThatThrownBy(() -> chunks.fetch(artifact, target, CAP))
                .isInstanceOf(BadArtifactException.class)
                .hasMessageContaining(reason);
        try (Stream<Path> left = Files.list(target.getParent())) {
            assertThat(left).isEmpty();
        }
    }

    private Artifact upload(long hint) throws IOException {
        return chunks.upload(file, hint, (bytes, of) -> {});
    }

    private String key(int index) throws IOException {
        return Sha256.of(file) + "/" + index;
    }

    private byte[] chunk(int index) {
        int start = index * ChunkLayout.CHUNK_BYTES;
        return Arrays.copyOfRange(content, start, Math.min(content.length, start + ChunkLayout.CHUNK_BYTES));
    }

    private void send(String key, byte @Nullable [] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                fixture.connection().client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.US_ASCII), value))
                    .get();
        }
    }

    private long end() {
        try (ChunkReader reader = new ChunkReader(fixture.connection(), topic, Duration.ofSeconds(20))) {
            return reader.end();
        }
    }
}
