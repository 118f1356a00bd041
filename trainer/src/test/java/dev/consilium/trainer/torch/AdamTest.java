package dev.consilium.trainer.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdamTest {
    private static final double RATE = 1e-3;

    @TempDir
    Path folder;

    /** PyTorch's formula in double, over the gradients that backward gave. */
    @Test
    void shouldStepAsPyTorchDefinesIt() throws Exception {
        try (Model model = Templates.loadForTraining(folder);
                NDManager manager = model.getNDManager().newSubManager()) {
            // Given
            NDArray bias = parameters(model).stream()
                    .filter(parameter -> parameter.getName().equals("conv.bias"))
                    .findFirst()
                    .orElseThrow();
            Update adam = Update.of(Optimizer.Adam.USUAL, parameters(model), manager);
            double expected = bias.getFloat(0);
            double mean = 0;
            double variance = 0;
            NDArray images = manager.randomUniform(0, 1, new ai.djl.ndarray.types.Shape(8, 3, 32, 32));

            for (int step = 1; step <= 5; step++) {
                // When
                NDArray output =
                        Autograd.call(model, new NDList(images)).square().sum();
                Autograd.backward(output, manager.create(1f));
                double gradient = Autograd.gradient(bias).toFloatArray()[0];
                adam.update(RATE);

                // Then
                mean = 0.9 * mean + 0.1 * gradient;
                variance = 0.999 * variance + 0.001 * gradient * gradient;
                double unbiased = Math.sqrt(variance / (1 - Math.pow(0.999, step)));
                expected -= RATE * mean / (1 - Math.pow(0.9, step)) / (unbiased + 1e-8);
                assertThat((double) bias.getFloat(0)).isCloseTo(expected, Offset.offset(1e-6));
                assertThat(Autograd.gradient(bias).toFloatArray()).containsOnly(0f);
            }
        }
    }

    private static List<NDArray> parameters(Model model) {
        return model.getBlock().getParameters().stream()
                .map(parameter -> parameter.getValue().getArray())
                .toList();
    }
}
