package dev.consilium.schemas.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Artifact;
import dev.consilium.schemas.roster.RosterFixture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A large module through a topic with the broker's default limits. {@code -Dconsilium.big.artifact.megabytes=300} takes
 * another size than the default.
 */
class BigArtifactIT {

    private static final int MEGABYTES = Integer.getInteger("consilium.big.artifact.megabytes", 64);
    private static final int MEGABYTE = 1 << 20;
    private static final int CHUNKS = 2 * MEGABYTES;

    @TempDir
    Path folder;

    private final RosterFixture fixture = RosterFixture.create();
    private final String topic = fixture.topics().modelArtifacts();

    @AutoClose
    private final ArtifactChunks chunks = new ArtifactChunks(fixture.connection(), topic);

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("model.pt");
        byte[] block = new byte[MEGABYTE];
        Random random = new Random(11);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < MEGABYTES; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }

    @Test
    void shouldBringALargeFileThroughASmallHeap() throws Exception {
        // Given
        Path target = folder.resolve("fetched.pt");
        ProcessBuilder client = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BigArtifactClient.class.getName(),
                        fixture.connection().bootstrapServers(),
                        topic,
                        file.toString(),
                        target.toString())
                .inheritIO();

        // When
        int code = client.start().waitFor();

        // Then
        assertThat(code).isZero();
        assertThat(Files.mismatch(file, target)).isEqualTo(-1);
    }

    @Test
    void shouldSendOnceWhatWasSentBeforeAnUploadBrokeOff() throws Exception {
        // Given
        long half = (long) MEGABYTES / 2 * MEGABYTE;
        assertThatThrownBy(() -> chunks.upload(file, -1, (bytes, of) -> {
                    if (bytes >= half) {
                        throw new IllegalStateException("broken off by the test");
                    }
                }))
                .hasMessage("broken off by the test");
        assertThat(end()).isEqualTo(CHUNKS / 2);

        // When
        Artifact artifact = chunks.upload(file, -1, (bytes, of) -> {});

        // Then
        assertThat(end()).isEqualTo(CHUNKS);
        assertThat(chunks.stand(List.of(artifact), 0)).isTrue();
        assertThat(ArtifactChunks.keys(artifact)).hasSize(CHUNKS).isEqualTo(chunks.allKeys());
    }

    private long end() {
        try (ChunkReader reader = new ChunkReader(fixture.connection(), topic, Duration.ofSeconds(20))) {
            return reader.end();
        }
    }
}
