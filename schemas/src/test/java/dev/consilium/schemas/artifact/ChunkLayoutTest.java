package dev.consilium.schemas.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.TopicArtifact;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChunkLayoutTest {

    private static final String DIGEST = "ab".repeat(32);
    private static final long OVER_AN_INT = 3L * Integer.MAX_VALUE + 5;

    @Test
    void shouldCutFilesThatAreLargerThanAnInt() throws Exception {
        // Given
        int chunks = (int) (OVER_AN_INT / ChunkLayout.CHUNK_BYTES) + 1;

        // When
        ChunkLayout layout = layout(OVER_AN_INT, chunks, ChunkLayout.CHUNK_BYTES);

        // Then
        int last = layout.chunks() - 1;
        assertThat(layout.start(last)).isGreaterThan(2L * Integer.MAX_VALUE);
        assertThat(layout.start(last) + layout.length(last)).isEqualTo(OVER_AN_INT);
        assertThat(layout.index(layout.key(last))).hasValue(last);
        assertThat(layout.names()).hasSize(layout.chunks()).doesNotHaveDuplicates();
    }

    @Test
    void shouldRefuseNumbersThatNobodyCouldHold() {
        assertThatThrownBy(() -> layout(OVER_AN_INT, Integer.MAX_VALUE, 1))
                .isInstanceOf(BadArtifactException.class)
                .hasMessageContaining("into more than 1000000 chunks");
        assertThatThrownBy(() -> layout(OVER_AN_INT, 1, ChunkLayout.CHUNK_BYTES))
                .isInstanceOf(BadArtifactException.class)
                .hasMessageContaining("artifact.chunks is 1");
        assertThatThrownBy(() -> layout(0, 0, 1)).isInstanceOf(BadArtifactException.class);
        assertThat(ArtifactChunks.keys(new Artifact(DIGEST, OVER_AN_INT, new TopicArtifact(7, 1, -1L))))
                .isEmpty();
    }

    @Test
    void shouldKnowItsOwnKeysAlone() throws Exception {
        // Given
        ChunkLayout layout = layout(10, 2, 5);

        // When / Then
        assertThat(layout.index(bytes(DIGEST + "/1"))).hasValue(1);
        for (String key :
                new String[] {DIGEST + "/2", DIGEST + "/-1", DIGEST + "/", DIGEST, "/1", DIGEST + "/99999999"}) {
            assertThat(layout.index(bytes(key))).as(key).isEmpty();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ChunkLayout layout(long size, int chunks, int chunkBytes) throws BadArtifactException {
        TopicArtifact location = new TopicArtifact(chunks, chunkBytes, -1L);
        return ChunkLayout.of(new Artifact(DIGEST, size, location), location, Long.MAX_VALUE);
    }
}
