package dev.consilium.specialist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.Confidence;
import dev.consilium.avro.GoldenExample;
import dev.consilium.avro.Input;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.UriArtifact;
import dev.consilium.specialist.fixture.TinyManifest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialistTest {

    private static final SpecialistVersion MANIFEST = TinyManifest.ofClasses(3, 5);

    @Test
    void shouldMapALocalLogitToTheGlobalClass() {
        // Given
        Specialist specialist = Specialist.of(MANIFEST);

        // When
        Confidence opinion = specialist.opinion(new float[] {9f, 9f, 9f, 0f, 0f, 2f}, 3);

        // Then
        assertThat(opinion.getSpecialist()).isEqualTo("tiny");
        assertThat(opinion.getVersion()).isEqualTo("v1");
        assertThat(opinion.getArtifact()).isEqualTo("abababababab");
        assertThat(opinion.getClassIndex()).isEqualTo(7);
        assertThat(opinion.getClassName()).isEqualTo("class-7");
        assertThat(opinion.getConfidence()).isEqualTo(0.78698605f);
        assertThat(opinion.getProbabilities()).isNull();
    }

    @Test
    void shouldGiveAllProbabilitiesWhenAsked() {
        // When
        Confidence opinion = Specialist.of(MANIFEST).fullOpinion(new float[] {0f, 0f, 0f}, 0);

        // Then: of equal classes the first is named, as torch.max does.
        assertThat(opinion.getProbabilities()).containsExactly(1f / 3, 1f / 3, 1f / 3);
        assertThat(opinion.getClassIndex()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void shouldNotVoteWithLogitsThatAreNotFinite(float logit) {
        assertThatThrownBy(() -> Specialist.of(MANIFEST).opinion(new float[] {0f, logit, 0f}, 0))
                .isInstanceOf(NonFiniteLogitsException.class)
                .hasMessage("specialist tiny@v1 gave the logit " + logit + " for class class-6");
    }

    @Test
    void shouldNotBeDisturbedByTheLogitsOfOtherImages() {
        // Given
        float[] logits = {0f, 0f, 1f, Float.NaN, Float.NaN, Float.NaN};

        // Then
        assertThat(Specialist.of(MANIFEST).opinion(logits, 0).getClassIndex()).isEqualTo(7);
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                with(m -> m.setSpecialist("a b"), "specialist is 'a b': it must be letters"),
                with(m -> m.setSpecialist(""), "specialist is ''"),
                with(m -> m.setVersion("v@1"), "version is 'v@1'"),
                with(m -> m.setClasses(classes(3)), "classes is 1 classes: it must be at least 2"),
                with(
                        m -> m.setClasses(classes(3, 3)),
                        "classes[1].index is 3: it must be an index that no other class has"),
                with(m -> m.setClasses(classes(3, -1)), "classes[1].index is -1"),
                with(
                        m -> m.setClasses(List.of(new ClassLabel(0, "cat"), new ClassLabel(1, "cat"))),
                        "classes[1].name is cat: it must be a name that no other class has"),
                with(
                        m -> m.setClasses(List.of(new ClassLabel(0, "cat"), new ClassLabel(1, " "))),
                        "classes[1].name is blank"),
                input(i -> i.setChannels(1), "input.channels is 1: it must be 3 (RGB)"),
                input(i -> i.setHeight(0), "input.height is 0: it must be 1 to 1024"),
                input(i -> i.setWidth(5000), "input.width is 5000"),
                input(i -> i.setResize("nearest"), "input.resize is nearest: it must be 'bilinear'"),
                input(
                        i -> i.setMean(List.of(0.5f)),
                        "input.mean is 1 values: it must be none, or one for each of the 3"),
                input(i -> i.setMean(List.of(0f, 0f, Float.NaN)), "input.mean is [0.0, 0.0, NaN]: it must be finite"),
                input(i -> i.setStd(List.of(1f, 1f)), "input.std is 2 values"),
                input(i -> i.setStd(List.of(1f, 0f, 1f)), "input.std is [1.0, 0.0, 1.0]: it must be values above 0"),
                with(m -> m.setArtifact(new Artifact("AB", 1L, new UriArtifact(""))), "artifact.sha256 is 'AB'"),
                with(
                        m -> m.setArtifact(new Artifact("ab".repeat(32), 0L, new UriArtifact(""))),
                        "artifact.sizeBytes is 0"),
                with(m -> m.setTolerance(Float.NaN), "tolerance is NaN"),
                with(m -> m.setGolden(List.of(golden(10, 0.5f, 0.5f))), "golden[0].probabilities is 2 values"),
                with(
                        m -> m.setGolden(List.of(golden(10, 0.5f, 0.5f, 1.5f))),
                        "golden[0].probabilities is [0.5, 0.5, 1.5]"),
                with(
                        m -> m.setGolden(List.of(golden(300_000, 0.5f, 0.5f, 0f))),
                        "golden is 300000 bytes: it must be at most 262144"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void shouldRefuseAManifestThatCannotBeUsed(SpecialistVersion manifest, String reason) {
        assertThatThrownBy(() -> Specialist.of(manifest))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("manifest field " + reason);
    }

    @Test
    void shouldAcceptAManifestWithAllFields() {
        // Given
        SpecialistVersion manifest = SpecialistVersion.newBuilder(MANIFEST)
                .setInput(Input.newBuilder(MANIFEST.getInput())
                        .setMean(List.of(0.5f, 0.5f, 0.5f))
                        .setStd(List.of(0.2f, 0.2f, 0.2f))
                        .build())
                .setGolden(List.of(golden(10, 1f, 0f, 0f)))
                .setMetrics(Map.of("routed", 0.6))
                .build();

        // When
        Specialist specialist = Specialist.of(manifest);

        // Then
        assertThat(specialist.name()).isEqualTo("tiny");
        assertThat(specialist.version()).isEqualTo("v1");
        assertThat(specialist.classes()).isEqualTo(3);
        assertThat(specialist.input()).isEqualTo(new InputShape(32, 32));
        assertThat(specialist.manifest()).isEqualTo(manifest);
    }

    private static Arguments with(UnaryOperator<SpecialistVersion.Builder> change, String reason) {
        return Arguments.of(change.apply(SpecialistVersion.newBuilder(MANIFEST)).build(), reason);
    }

    private static Arguments input(UnaryOperator<Input.Builder> change, String reason) {
        Input input = change.apply(Input.newBuilder(MANIFEST.getInput())).build();
        return with(manifest -> manifest.setInput(input), reason);
    }

    private static List<ClassLabel> classes(int... indices) {
        return IntStream.range(0, indices.length)
                .mapToObj(k -> new ClassLabel(indices[k], "class-" + k))
                .toList();
    }

    private static GoldenExample golden(int bytes, Float... probabilities) {
        return new GoldenExample(ByteBuffer.wrap(new byte[bytes]), "image/jpeg", List.of(probabilities));
    }
}
