package dev.consilium.specialist.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.GoldenExample;
import dev.consilium.avro.Signature;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.TopicArtifact;
import dev.consilium.specialist.fixture.TinyManifest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanonicalManifestTest {

    /** What docs/trust.md shows too. */
    static final String CANONICAL = """
            consilium-manifest-v1
            artifact.sha256="abababababababababababababababababababababababababababababababab"
            artifact.sizeBytes=1000
            classes=array 2
            classes[0].index=3
            classes[0].name="class-3"
            classes[1].index=4
            classes[1].name="class-4"
            createdAt=1767225600000
            golden=array 1
            golden[0].content=00ff
            golden[0].contentType="image/png"
            golden[0].probabilities=array 2
            golden[0].probabilities[0]=f3e800000
            golden[0].probabilities[1]=f3f400000
            input.height=32
            input.width=32
            metrics=map 1
            metrics["accuracy"]=d3fe8000000000000
            recipe=map 2
            recipe["a \\"b\\""]="\\u00e9\\n"
            recipe["outliers"]="reject"
            specialist="tiny"
            version="v1"
            """;

    @TempDir
    Path folder;

    @Test
    void shouldBeTheLinesThatTheDocumentationDescribes() {
        assertThat(text(manifest())).isEqualTo(CANONICAL);
    }

    @Test
    void shouldNotDependOnTheOrderOfMapsNorOnWhereTheBytesLie() {
        // Given
        Map<String, String> otherOrder = new LinkedHashMap<>();
        otherOrder.put("a \"b\"", "é\n");
        otherOrder.put("outliers", "reject");
        SpecialistVersion moved = SpecialistVersion.newBuilder(manifest())
                .setRecipe(otherOrder)
                .setArtifact(new Artifact("ab".repeat(32), 1000L, new TopicArtifact(1, 1000, 77L)))
                .setSignature(new Signature("0123456789abcdef", ByteBuffer.allocate(64)))
                .build();

        // When / Then
        assertThat(text(moved)).isEqualTo(CANONICAL);
    }

    @Test
    void shouldHaveALineForWhatIsNotTheDefault() {
        // Given: a field with a default, as any that the schema may gain
        SpecialistVersion other =
                SpecialistVersion.newBuilder(manifest()).setTolerance(0.5f).build();

        // When / Then
        assertThat(text(other)).contains("tolerance=f3f000000\n").hasSize(CANONICAL.length() + 20);
    }

    @Test
    void shouldBeSignedAsOpensslSigns() throws Exception {
        // Given: openssl pkeyutl -sign -inkey KEY -rawin -in CANONICAL
        String expected =
                "7df6a323e05c65a685c27f5f2c2dd42da7abf59a0365c8af9c3f66bd224aefc610a2926537c8f1ff26224b8629f01f3d0b29ed046a2484441887cffbf23be301";
        SigningKey key = SigningKey.read(Files.writeString(folder.resolve("k.pem"), OpensslKeys.PRIVATE));

        // When
        Signature signature = ManifestSignature.sign(manifest(), key).getSignature();

        // Then
        assertThat(signature.getKeyId()).isEqualTo(OpensslKeys.KEY_ID);
        assertThat(HexFormat.of().formatHex(signature.getEd25519().array())).isEqualTo(expected);
    }

    static SpecialistVersion manifest() {
        Map<String, String> recipe = new LinkedHashMap<>();
        recipe.put("outliers", "reject");
        recipe.put("a \"b\"", "é\n");
        return SpecialistVersion.newBuilder(TinyManifest.ofClasses(2, 3))
                .setGolden(List.of(
                        new GoldenExample(ByteBuffer.wrap(new byte[] {0, -1}), "image/png", List.of(0.25f, 0.75f))))
                .setMetrics(Map.of("accuracy", 0.75))
                .setRecipe(recipe)
                .build();
    }

    private static String text(SpecialistVersion manifest) {
        return new String(CanonicalManifest.bytes(manifest), StandardCharsets.US_ASCII);
    }
}
