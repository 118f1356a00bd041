package dev.consilium.specialist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.GoldenExample;
import dev.consilium.avro.Input;
import dev.consilium.avro.Signature;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.UriArtifact;
import dev.consilium.schemas.artifact.Sha256;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecialistPackageTest {

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void aFolder() {
        folder = temporary.resolve("tiny-v1");
    }

    @Test
    void shouldReadBackWhatItWrote() throws Exception {
        // Given
        SpecialistVersion manifest = full();

        // When
        SpecialistPackage written = SpecialistPackage.write(folder, manifest, TinySpecialists.model(TinyModule.LOW));

        // Then
        SpecialistPackage read = SpecialistPackage.read(folder);
        assertThat(read).isEqualTo(written);
        assertThat(read.manifest()).isEqualTo(manifest);
        assertThat(read.model()).hasSameBinaryContentAs(TinySpecialists.model(TinyModule.LOW));
        assertThat(read.specialist().name()).isEqualTo("tiny");
    }

    @Test
    void shouldKeepGoldenImagesAsFilesThatCanBeLookedAt() throws Exception {
        // When
        SpecialistPackage.write(folder, full(), TinySpecialists.model(TinyModule.LOW));

        // Then
        assertThat(folder.resolve("golden/00.jpg")).hasBinaryContent(Fixtures.bytes("images/baseline-420.jpg"));
        assertThat(folder.resolve("golden/01.rgb")).hasSize(32 * 32 * 3);
    }

    @Test
    void shouldSayThatTheModuleLiesBesideItsManifest() throws Exception {
        // When
        SpecialistPackage written = pack();

        // Then
        assertThat(written.manifest().getArtifact().getLocation()).isEqualTo(new UriArtifact("model.pt"));
        assertThat(written.manifest().getArtifact().getSha256())
                .isEqualTo(Sha256.of(TinySpecialists.model(TinyModule.LOW)));
    }

    @Test
    void shouldWriteEqualTextForEqualManifests() throws Exception {
        // Given
        SpecialistPackage.write(folder, full(), TinySpecialists.model(TinyModule.LOW));
        String first = manifestText();

        // When
        SpecialistPackage.write(folder, SpecialistPackage.read(folder).manifest(), folder.resolve("model.pt"));

        // Then
        assertThat(manifestText()).isEqualTo(first).endsWith("}\n").contains("\"createdAt\": \"2026-01-01T00:00:00Z\"");
    }

    @Test
    void shouldLeaveNothingOfAnOlderPackageBehind() throws Exception {
        // Given
        SpecialistPackage.write(folder, full(), TinySpecialists.model(TinyModule.LOW));

        // When
        TinySpecialists.pack(folder, TinyModule.HIGH, "tiny", "v2", 0);

        // Then
        assertThat(folder.resolve("golden")).isEmptyDirectory();
        assertThat(SpecialistPackage.read(folder).manifest().getVersion()).isEqualTo("v2");
    }

    @Test
    void shouldReadWhatAPersonWroteByHand() throws Exception {
        // Given
        Files.createDirectories(folder);
        Files.copy(TinySpecialists.model(TinyModule.LOW), folder.resolve("model.pt"));
        Files.writeString(folder.resolve("manifest.json"), """
                {
                  "specialist": "tiny", "version": "v1",
                  "classes": [{"index": 0, "name": "cat"}, {"index": 1, "name": "dog"}],
                  "input": {"height": 32, "width": 32},
                  "artifact": {"sha256": "%s", "sizeBytes": %d},
                  "createdAt": "2026-01-31T12:00:00Z"
                }
                """.formatted(
                        Sha256.of(folder.resolve("model.pt")), Files.size(folder.resolve("model.pt"))));

        // When
        SpecialistVersion manifest = SpecialistPackage.read(folder).manifest();

        // Then
        assertThat(manifest.getInput().getResize()).isEqualTo("bilinear");
        assertThat(manifest.getTolerance()).isEqualTo(1e-4f);
        assertThat(manifest.getGolden()).isEmpty();
    }

    @Test
    void shouldRefuseAFolderWithoutManifest() {
        assertThatThrownBy(() -> SpecialistPackage.read(folder))
                .isInstanceOf(InvalidPackageException.class)
                .hasMessage("there is no file " + folder.resolve("manifest.json"));
    }

    @Test
    void shouldRefuseAPackageWithoutModule() throws Exception {
        // Given
        pack();
        Files.delete(folder.resolve("model.pt"));

        // Then
        assertThatThrownBy(() -> SpecialistPackage.read(folder))
                .isInstanceOf(InvalidPackageException.class)
                .hasMessage("there is no file " + folder.resolve("model.pt"));
    }

    @Test
    void shouldRefuseATruncatedModule() throws Exception {
        // Given
        pack();
        byte[] module = Files.readAllBytes(folder.resolve("model.pt"));
        Files.write(folder.resolve("model.pt"), Arrays.copyOf(module, 100));

        // Then
        assertThatThrownBy(() -> SpecialistPackage.read(folder))
                .isInstanceOf(InvalidPackageException.class)
                .hasMessageContaining("has 100 bytes, but the manifest says " + module.length);
    }

    @Test
    void shouldRefuseAModuleWithOneFlippedBit() throws Exception {
        // Given
        pack();
        byte[] module = Files.readAllBytes(folder.resolve("model.pt"));
        module[module.length / 2] ^= 1;
        Files.write(folder.resolve("model.pt"), module);

        // Then
        assertThatThrownBy(() -> SpecialistPackage.read(folder))
                .isInstanceOf(InvalidPackageException.class)
                .hasMessageContaining("has the SHA-256")
                .hasMessageContaining("it was changed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "resize"      | "rezise"        | manifest has an unknown field input.rezise: known here are channels, height, mean, resize, std, width
            "tolerance"   | "tolerence"     | manifest has an unknown field tolerence
            "index": 0    | "index": "0"    | manifest field classes[0].index is "0": it must be a whole number
            "index": 0    | "index": 0.5    | manifest field classes[0].index is 0.5
            "height": 32, |                 | manifest field input.height is missing: it must be a whole number
            "version": "v1" | "version": null | manifest field version is missing: it must be a string
            2026-01-01T   | yesterday       | manifest field createdAt is "yesterday00:00:00Z": it must be a time such as
            "routed": 0.5 | "routed": "x"   | manifest field metrics.routed is "x": it must be a number
            "routed": 0.5 | "routed": 1e999 | manifest field metrics.routed is "Infinity": it must be a number
            0.6           | 1e300           | manifest field input.std is [
            0.001         | 1e300           | manifest field tolerance is 1.0E300: it must be a number
            2026-01-01T   | +999999999-01-01T | it must be a time such as
            "reject"      | "\\ud800"       | manifest field recipe.outliers is
            golden/00.jpg | golden/07.jpg   | there is no file
            golden/00.jpg | golden/\\u0000  | is no name of a file
            golden/00.jpg | ../secret       | golden file '../secret' is not in the package's folder golden/
            "channels": 3 | "channels": 4   | manifest.json: manifest field input.channels is 4: it must be 3 (RGB)
            "version": "v1" | "version": "v1", "version": "v2" | manifest.json is not JSON: Duplicate
            {             | {{              | manifest.json is not JSON
            """)
    void shouldNameWhatIsWrongInAManifest(String right, String wrong, String reason) throws Exception {
        // Given
        SpecialistPackage.write(folder, full(), TinySpecialists.model(TinyModule.LOW));
        String text = manifestText();
        int at = text.indexOf(right);
        String replacement = wrong == null ? "" : wrong;
        Files.writeString(
                folder.resolve("manifest.json"),
                text.substring(0, at) + replacement + text.substring(at + right.length()));

        // Then
        assertThatThrownBy(() -> SpecialistPackage.read(folder))
                .isInstanceOf(InvalidPackageException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void shouldRefuseAManifestThatIsNoText() throws Exception {
        // Given
        pack();
        Files.write(folder.resolve("manifest.json"), new byte[] {'{', (byte) 0xFF, '}'});

        // Then
        assertThatThrownBy(() -> SpecialistPackage.read(folder))
                .isInstanceOf(InvalidPackageException.class)
                .hasMessageContaining("manifest.json is not text in UTF-8");
    }

    @Test
    void shouldNotWriteAnUnusableManifest() {
        // Given
        SpecialistVersion manifest = TinySpecialists.manifest(TinyModule.LOW, "tiny", "v1", new int[] {1, 1});

        // Then
        assertThatThrownBy(() -> SpecialistPackage.write(folder, manifest, TinySpecialists.model(TinyModule.LOW)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(folder).doesNotExist();
    }

    private SpecialistPackage pack() throws IOException {
        return TinySpecialists.pack(folder, TinyModule.LOW, "tiny", "v1", 0);
    }

    private String manifestText() throws IOException {
        return Files.readString(folder.resolve("manifest.json"), StandardCharsets.UTF_8);
    }

    private static SpecialistVersion full() throws IOException {
        List<Float> probabilities = List.of(0.1f, 0.2f, 0.3f, 0.25f, 0.15f);
        return SpecialistVersion.newBuilder(TinySpecialists.manifest(TinyModule.LOW, "tiny", "v1", 0))
                .setInput(Input.newBuilder()
                        .setHeight(32)
                        .setWidth(32)
                        .setMean(List.of(0.1f, 0.2f, 0.3f))
                        .setStd(List.of(0.4f, 0.5f, 0.6f))
                        .build())
                .setGolden(List.of(
                        new GoldenExample(
                                ByteBuffer.wrap(Fixtures.bytes("images/baseline-420.jpg")),
                                "image/jpeg",
                                probabilities),
                        new GoldenExample(ByteBuffer.wrap(new byte[32 * 32 * 3]), "image/x-rgb8", probabilities)))
                .setTolerance(0.001f)
                .setMetrics(Map.of("routed", 0.5, "inSubset", 0.75))
                .setRecipe(Map.of("outliers", "reject", "epochs", "5"))
                .setSignature(new Signature("key-1", ByteBuffer.wrap(new byte[] {1, 2, 3})))
                .build();
    }
}
