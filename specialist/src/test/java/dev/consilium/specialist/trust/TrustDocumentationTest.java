package dev.consilium.specialist.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.consilium.avro.GoldenExample;
import dev.consilium.avro.Input;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/trust.md says byte for byte what is signed. */
class TrustDocumentationTest {

    private static final Path PYTHON = Path.of("/usr/bin/python3");

    @TempDir
    Path folder;

    @Test
    void shouldShowTheTextThatIsSigned() throws IOException {
        assertThat(documentation()).contains("```\n" + CanonicalManifestTest.CANONICAL + "```");
    }

    @Test
    void shouldHaveAProgramInPythonThatMakesTheSameText() throws Exception {
        // Given
        assumeThat(PYTHON).isExecutable();
        Path script = Files.writeString(folder.resolve("canonical.py"), block("```python\n"));
        SpecialistVersion manifest = SpecialistVersion.newBuilder(
                        TinySpecialists.manifest(TinyModule.LOW, "living", "v1", 0))
                .setInput(Input.newBuilder()
                        .setHeight(32)
                        .setWidth(24)
                        .setMean(List.of(0.1f, 0.2f, 0.3f))
                        .setStd(List.of(0.4f, 1e-9f, 3f))
                        .build())
                .setGolden(List.of(new GoldenExample(
                        ByteBuffer.wrap(new byte[24 * 32 * 3]),
                        "image/x-rgb8",
                        List.of(0.1f, 0.2f, 0.3f, 0.15f, 0.25f))))
                .setTolerance(0.001f)
                .setMetrics(Map.of("accuracy", 0.1 + 0.2, "z \u00e4 \"q\"", -1e-300))
                .setRecipe(Map.of("outliers", "reject", "note", "tab\t, back\\slash, \u007f, \ud83d\ude00"))
                .setCreatedAt(Instant.parse("2026-01-02T03:04:05.678Z"))
                .build();
        SpecialistPackage written =
                SpecialistPackage.write(folder.resolve("living"), manifest, TinySpecialists.model(TinyModule.LOW));

        // When
        Process python = new ProcessBuilder(
                        PYTHON.toString(), script.toString(), written.folder().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] text = python.getInputStream().readAllBytes();

        // Then
        assertThat(python.waitFor()).isZero();
        assertThat(new String(text, StandardCharsets.US_ASCII))
                .isEqualTo(new String(
                        CanonicalManifest.bytes(
                                SpecialistPackage.read(written.folder()).manifest()),
                        StandardCharsets.US_ASCII));
    }

    private static String block(String begin) throws IOException {
        String from = documentation();
        from = from.substring(from.indexOf(begin) + begin.length());
        return from.substring(0, from.indexOf("```"));
    }

    private static String documentation() throws IOException {
        return Files.readString(Path.of(System.getProperty("consilium.home"), "docs", "trust.md"));
    }
}
