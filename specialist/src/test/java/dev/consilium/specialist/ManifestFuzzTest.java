package dev.consilium.specialist;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.fixture.TinyManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Manifests that people write by hand. */
class ManifestFuzzTest {

    private static final Path FOLDER = Path.of("no-such-package");

    static Stream<byte[]> texts() throws IOException {
        SpecialistVersion manifest = SpecialistVersion.newBuilder(TinyManifest.ofClasses(2, 0))
                .setMetrics(Map.of("routed", 0.5))
                .setRecipe(Map.of("epochs", "5"))
                .build();
        String text = ManifestWriter.write(FOLDER, manifest);
        return Stream.of(
                        text,
                        text.replace("0.5", "1e999"),
                        text.replace("2026-01-01", "+999999999-01-01"),
                        text.replace("\"golden\": [ ]", "\"golden\": [{\"file\": \"golden/\\u0000\"}]"),
                        "{",
                        "[]",
                        "")
                .map(each -> each.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("texts")
    @FuzzTest(maxDuration = "10m")
    void shouldReadAManifestOrSayWhatIsWrongWithIt(byte[] bytes) throws IOException {
        SpecialistVersion manifest;
        try {
            manifest = ManifestReader.read(FOLDER, new String(bytes, StandardCharsets.UTF_8));
            ManifestCheck.requireUsable(manifest);
        } catch (InvalidPackageException | IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }

        // Then: it can be written for the topic and for a folder, and read again
        assertThat(SpecialistVersion.fromByteBuffer(manifest.toByteBuffer())).isEqualTo(manifest);
        assertThat(ManifestReader.read(FOLDER, ManifestWriter.write(FOLDER, manifest)))
                .isEqualTo(manifest);
    }
}
