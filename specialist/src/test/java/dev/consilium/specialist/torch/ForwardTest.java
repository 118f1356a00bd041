package dev.consilium.specialist.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.consilium.avro.Input;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.Fixtures;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.NonFiniteLogitsException;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a loaded module answers. */
class ForwardTest {

    private static final InputShape SHAPE = new InputShape(ModuleImages.SIDE, ModuleImages.SIDE);

    /** {@code make_modules.py} had them from PyTorch. */
    static Stream<String[]> pytorch() throws IOException {
        return Fixtures.table("specialists/logits.csv");
    }

    @ParameterizedTest
    @MethodSource("pytorch")
    void shouldAnswerWhatPyTorchAnswers(String name, boolean normalised, String logits) throws Exception {
        // Given
        TinyModule module = TinyModule.valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
        float[] expected = Fixtures.floats(logits);
        try (TorchScriptModel model = TinySpecialists.load(module, specialist(module, normalised));
                ImageBatch batch = new ImageBatch(SHAPE, 5)) {
            ModuleImages.put(batch, 5, 0);

            // When
            float[] found = model.forward(batch, 5);

            // Then
            assertThat(found).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                assertThat(found[i]).isCloseTo(expected[i], within(2e-5f * Math.max(1f, Math.abs(expected[i]))));
            }
        }
    }

    @Test
    void shouldAnswerForAnyNumberOfImagesOfOneBatch() throws Exception {
        // Given
        try (TorchScriptModel model = load(TinyModule.LOW);
                ImageBatch batch = new ImageBatch(SHAPE, 40)) {
            ModuleImages.put(batch, 40, 0);
            float[] all = model.forward(batch, 40);

            for (int size : new int[] {1, 2, 7, 32, 40, 3, 1}) {
                // When
                float[] some = model.forward(batch, size);

                // Then
                assertThat(some).hasSize(size * 5);
                for (int i = 0; i < some.length; i++) {
                    assertThat(some[i]).isCloseTo(all[i], within(1e-5f));
                }
            }
        }
    }

    @Test
    void shouldReadWhatTheBatchHoldsNow() throws Exception {
        // Given
        try (TorchScriptModel model = load(TinyModule.LOW);
                ImageBatch batch = new ImageBatch(SHAPE, 1)) {
            ModuleImages.put(batch, 1, 0);
            float[] first = model.forward(batch, 1);
            ModuleImages.put(batch, 1, 3);
            float[] second = model.forward(batch, 1);

            // When
            ModuleImages.put(batch, 1, 0);
            float[] again = model.forward(batch, 1);

            // Then
            assertThat(again).isEqualTo(first).isNotEqualTo(second);
        }
    }

    @Test
    void shouldLeaveTheBatchAsItIsForTheNextSpecialist() throws Exception {
        // Given: a module with normalisation, and one that copies the batch.
        try (TorchScriptModel normalising = TinySpecialists.load(TinyModule.LOW, specialist(TinyModule.LOW, true));
                TorchScriptModel copying = load(TinyModule.VIEW);
                ImageBatch batch = new ImageBatch(SHAPE, 2)) {
            ModuleImages.put(batch, 2, 0);
            byte[] before = bytes(batch);

            // When
            normalising.forward(batch, 2);
            copying.forward(batch, 2);

            // Then
            assertThat(bytes(batch)).isEqualTo(before);
        }
    }

    @Test
    void shouldSpoilOnlyTheImageThatGivesNaN() throws Exception {
        // Given
        Specialist specialist = TinySpecialists.specialist(TinyModule.NAN_ON_BLACK, "tiny", "v1", 0);
        try (TorchScriptModel model = TinySpecialists.load(TinyModule.NAN_ON_BLACK, specialist);
                ImageBatch batch = new ImageBatch(SHAPE, 2)) {
            batch.put(0, ModuleImages.black());
            batch.put(1, ModuleImages.image(1));

            // When
            float[] logits = model.forward(batch, 2);

            // Then
            assertThatThrownBy(() -> specialist.opinion(logits, 0)).isInstanceOf(NonFiniteLogitsException.class);
            assertThat(specialist.opinion(logits, 5).getConfidence()).isBetween(0.2f, 1f);
        }
    }

    @Test
    void shouldSayWhatTheModuleSaidAndGoOn() throws Exception {
        // Given
        try (TorchScriptModel model = load(TinyModule.THROWS_ON_BLACK);
                ImageBatch batch = new ImageBatch(SHAPE, 1)) {
            batch.put(0, ModuleImages.black());
            assertThatThrownBy(() -> model.forward(batch, 1))
                    .isInstanceOf(ForwardException.class)
                    .hasMessageContaining("the module failed")
                    .hasMessageContaining("an image of the batch is black");

            // When
            ModuleImages.put(batch, 1, 0);

            // Then
            assertThat(model.forward(batch, 1)).hasSize(5);
        }
    }

    @Test
    void shouldRefuseABatchOfAnotherShapeOrTooManyImages() throws Exception {
        try (TorchScriptModel model = load(TinyModule.LOW);
                ImageBatch other = new ImageBatch(new InputShape(28, 28), 1);
                ImageBatch batch = new ImageBatch(SHAPE, 2)) {
            assertThatThrownBy(() -> model.forward(other, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> model.forward(batch, 3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a forward of 3 images of a batch of 2");
            assertThatThrownBy(() -> model.forward(batch, 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static byte[] bytes(ImageBatch batch) {
        byte[] bytes = new byte[batch.first(batch.capacity()).remaining()];
        batch.first(batch.capacity()).get(bytes);
        return bytes;
    }

    private static TorchScriptModel load(TinyModule module) throws UnusableModelException {
        return TinySpecialists.load(module, specialist(module, false));
    }

    private static Specialist specialist(TinyModule module, boolean normalised) {
        SpecialistVersion plain = TinySpecialists.manifest(module, "tiny", "v1", 0);
        if (!normalised) {
            return Specialist.of(plain);
        }
        Input input = Input.newBuilder(plain.getInput())
                .setMean(List.of(0.4f, 0.5f, 0.6f))
                .setStd(List.of(0.2f, 0.25f, 0.3f))
                .build();
        return Specialist.of(SpecialistVersion.newBuilder(plain).setInput(input).build());
    }
}
