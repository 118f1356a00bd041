package dev.consilium.trainer.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the committed template does, seen from Java. */
class TemplateTest {
    private static final int IMAGES = 16;

    @TempDir
    Path folder;

    private Path module;

    @BeforeEach
    void name() {
        module = folder.resolve("module.pt");
    }

    /**
     * The numbers are those of Conv2d(3, 32, 3, padding=1) and Linear(8192, 5) built in this order after torch.manual_seed(7), the columns
     * of the latter in the order height, width, channel.
     */
    @Test
    void shouldInitialiseAsPyTorchDoes() throws Exception {
        // When
        write(5, 0, 7, 0);

        // Then
        try (Model model = Templates.load(module)) {
            Map<String, float[]> values = model.getBlock().getParameters().stream()
                    .collect(Collectors.toMap(
                            parameter -> parameter.getValue().getArray().getName(),
                            parameter -> parameter.getValue().getArray().toFloatArray()));
            assertThat(values.get("conv.weight"))
                    .hasSize(32 * 27)
                    .startsWith(0.013441692f, -0.115930706f, 0.061280612f);
            assertThat(values.get("conv.bias")).hasSize(32).startsWith(0.15502192f, 0.05046071f);
            assertThat(values.get("head.weight"))
                    .hasSize(5 * 8192)
                    .startsWith(0.003619645f, 0.0050776917f, -0.0032257314f)
                    .endsWith(-0.009626568f, 0.008257414f);
            assertThat(values.get("head.bias")).hasSize(5).endsWith(-0.008892783f, 0.008847286f);
        }
    }

    @Test
    void shouldAnswerTheSameInBothLayouts() throws Exception {
        write(5, 0, 1, 0);

        try (Model model = Templates.load(module)) {
            // When
            float[] nchw = Templates.answer(model, manager -> images(manager));
            float[] channelsLast = Templates.answer(
                    model,
                    manager -> images(manager).transpose(0, 2, 3, 1).duplicate().transpose(0, 3, 1, 2));

            // Then
            assertThat(channelsLast).containsExactly(nchw, Offset.offset(1e-5f));
        }
    }

    /** The export is the fastest equal form; what it must equal is computed here step by step, in double. */
    @Test
    void shouldAnswerAsThePlainNetworkDoes() throws Exception {
        write(5, 0, 7, 0);

        try (Model model = Templates.load(module);
                NDManager manager = model.getNDManager().newSubManager()) {
            // Given
            float[] expected = PlainNetwork.of(model).logits(images(manager).toFloatArray(), IMAGES);

            // When
            float[] training = Templates.answer(model, TemplateTest::images);
            Autograd.evalMode(model);
            float[] serving = Templates.answer(model, TemplateTest::images);

            // Then
            assertThat(serving).containsExactly(expected, Offset.offset(1e-5f));
            assertThat(training).containsExactly(expected, Offset.offset(1e-5f));
        }
    }

    @Test
    void shouldAnswerWithRawLogitsWhenTraining() throws Exception {
        write(4, 1, 1, 0.7);

        try (Model model = Templates.load(module)) {
            assertThat(Templates.answer(model, TemplateTest::images)).hasSize(IMAGES * 4);
        }
    }

    @Test
    void shouldAnswerWithoutFoldWhenNothingIsRejected() throws Exception {
        write(3, 0, 1, 0);

        try (Model model = Templates.load(module)) {
            // When
            float[] training = Templates.answer(model, TemplateTest::images);
            Autograd.evalMode(model);
            float[] serving = Templates.answer(model, TemplateTest::images);

            // Then
            assertThat(serving).isEqualTo(training);
        }
    }

    /** The winner's softmax is (1 + m) / 2, the others share the rest in proportion; m over all outputs, in double. */
    @ParameterizedTest
    @CsvSource({"1, 0", "1, 0.85", "1, -3", "1, 12", "1, -40", "2, 0", "3, 0.85", "3, -3", "2, 12", "3, -40"})
    void shouldFoldHalf(int others, double prior) throws Exception {
        write(4 + others, others, 3, prior);

        try (Model model = Templates.load(module)) {
            // When: large inputs, so that the softmax is far from even
            Function<NDManager, NDArray> input = manager -> images(manager).mul(30);
            float[] raw = Templates.answer(model, input);
            Autograd.evalMode(model);
            float[] folded = Templates.answer(model, input);

            // Then
            assertThat(folded).hasSize(IMAGES * 4);
            for (int image = 0; image < IMAGES; image++) {
                double[] logits = row(raw, image, 4 + others);
                for (int other = 0; other < others; other++) {
                    logits[4 + other] += (float) prior;
                }
                assertThat(softmax(row(folded, image, 4)))
                        .containsExactly(halfFold(softmax(logits), 4), Offset.offset(1e-6));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e6, 1e30})
    void shouldStayFiniteAtExtremeLogits(double scale) throws Exception {
        write(6, 2, 3, 0.5);

        try (Model model = Templates.load(module)) {
            // When
            Autograd.evalMode(model);
            float[] folded = Templates.answer(model, manager -> images(manager).mul(scale));

            // Then
            for (float logit : folded) {
                assertThat(logit).isFinite();
            }
        }
    }

    private void write(int outputs, int others, long seed, double prior) throws Exception {
        try (TrainableModule trainable =
                TrainableModule.load(Templates.file(folder), Optimizer.Adam.USUAL, Device.cpu())) {
            trainable.initialise(outputs, others, seed);
            trainable.setPrior(prior);
            trainable.write(module);
        }
    }

    private static NDArray images(NDManager manager) {
        Random random = new Random(1);
        float[] values = new float[IMAGES * 3 * 32 * 32];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return manager.create(values, new Shape(IMAGES, 3, 32, 32));
    }

    private static double[] row(float[] values, int row, int columns) {
        double[] result = new double[columns];
        for (int column = 0; column < columns; column++) {
            result[column] = values[row * columns + column];
        }
        return result;
    }

    private static double[] softmax(double[] logits) {
        double max = Arrays.stream(logits).max().orElseThrow();
        double[] result =
                Arrays.stream(logits).map(logit -> Math.exp(logit - max)).toArray();
        double sum = Arrays.stream(result).sum();
        return Arrays.stream(result).map(value -> value / sum).toArray();
    }

    private static double[] halfFold(double[] probabilities, int classes) {
        int winner = 0;
        double own = 0;
        for (int k = 0; k < classes; k++) {
            winner = probabilities[k] > probabilities[winner] ? k : winner;
            own += probabilities[k];
        }
        double m = probabilities[winner];
        double[] folded = new double[classes];
        for (int k = 0; k < classes; k++) {
            folded[k] = k == winner ? (1 + m) / 2 : (1 - m) / 2 * probabilities[k] / (own - m);
        }
        return folded;
    }
}
