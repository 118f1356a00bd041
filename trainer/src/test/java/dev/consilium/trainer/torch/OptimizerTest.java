package dev.consilium.trainer.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.consilium.trainer.torch.Optimizer.Adam;
import dev.consilium.trainer.torch.Optimizer.AdamW;
import dev.consilium.trainer.torch.Optimizer.Moments;
import dev.consilium.trainer.torch.Optimizer.Sgd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The numbers are PyTorch's own. In PyTorch 1.13, simple-cnn.pt with set_head(3, 0), initialise(7), and six steps of
 * {@code torch.optim} at 0.001, 0.002 or 0.003 halves in turn on the mean square of its answer to {@code arange * 37 % 256 / 255}; then
 * some of its weights.
 */
class OptimizerTest {
    private static final double[] RATES = {0.5e-3, 1e-3, 1.5e-3, 0.5e-3, 1e-3, 1.5e-3};
    private static final Moments OTHER = new Moments(0.8, 0.9, 1e-3);

    /** The step before which another takes up what was remembered: the numbers stay the same. */
    private static final int BREAK = 3;

    @TempDir
    Path folder;

    static Stream<Arguments> optimizers() {
        return Stream.of(
                of(Adam.USUAL, 0.010435049f, -0.11507605f, -0.06841806f, 0.002815528f, 0.005587112f),
                of(new Adam(OTHER, 0.1), 0.009984244f, -0.110332705f, -0.06544406f, 0.001614697f, 0.005723701f),
                of(AdamW.USUAL, 0.010434284f, -0.11506933f, -0.068414174f, 0.002815359f, 0.005586728f),
                of(new AdamW(OTHER, 0.2), 0.010395658f, -0.11452821f, -0.06628774f, 0.002812151f, 0.005706469f),
                of(Sgd.USUAL, 0.013444796f, -0.11012738f, -0.06454303f, 0.002815528f, 0.006146347f),
                of(new Sgd(0, false, 0.1), 0.013436732f, -0.110061325f, -0.06450432f, 0.002813839f, 0.006142646f),
                of(new Sgd(0.9, false, 0), 0.01342279f, -0.11012758f, -0.06454047f, 0.002815528f, 0.006223732f),
                of(new Sgd(0.9, false, 0.1), 0.013396858f, -0.109915055f, -0.06441592f, 0.002810094f, 0.006211789f),
                of(new Sgd(0.9, true, 0.1), 0.013399797f, -0.10987034f, -0.064390525f, 0.00280895f, 0.006182968f));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void shouldStepAsPyTorchDoes(Optimizer optimizer, float[] expected) throws Exception {
        Path start = folder.resolve("start.pt");
        try (TrainableModule module = TrainableModule.load(Templates.file(folder), optimizer, Device.cpu())) {
            module.initialise(3, 0, 7);
            module.write(start);
        }
        try (Model model = Templates.load(start);
                NDManager manager = model.getNDManager().newSubManager()) {
            // Given
            Map<String, NDArray> parameters = model.getBlock().getParameters().stream()
                    .map(parameter -> parameter.getValue().getArray())
                    .collect(Collectors.toMap(NDArray::getName, Function.identity()));
            List<NDArray> list = List.copyOf(parameters.values());
            Update update = Update.of(optimizer, list, manager);
            NDArray images = images(manager);

            // When
            for (int step = 0; step < RATES.length; step++) {
                if (step == BREAK) {
                    update = copied(update, Update.of(optimizer, list, manager));
                }
                NDArray output =
                        Autograd.call(model, new NDList(images)).square().mean();
                Autograd.backward(output, manager.create(1f));
                update.update(RATES[step]);
            }

            // Then
            assertThat(new float[] {
                        value(parameters, "conv.weight", 0),
                        value(parameters, "conv.weight", 500),
                        value(parameters, "conv.bias", 3),
                        value(parameters, "head.weight", 11),
                        value(parameters, "head.bias", 1)
                    })
                    .containsExactly(expected, Offset.offset(3e-7f));
        }
    }

    @Test
    void shouldRefuseValuesThatMakeNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Moments(1, 0.999, 1e-8))
                .withMessage("The first beta is 1.0: it must be from 0 to below 1.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sgd(0, true, 0))
                .withMessageContaining("momentum is 0.0: it must be above 0 for Nesterov's");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdamW(Moments.USUAL, -0.1))
                .withMessageContaining("weight decay is -0.1");
    }

    /** What a resumed training starts with. */
    private static Update copied(Update from, Update to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        from.write(new DataOutputStream(bytes));
        to.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        return to;
    }

    private static Arguments of(Optimizer optimizer, float... expected) {
        return Arguments.of(optimizer, expected);
    }

    private static float value(Map<String, NDArray> parameters, String name, int index) {
        return parameters.get(name).toFloatArray()[index];
    }

    private static NDArray images(NDManager manager) {
        float[] values = new float[4 * 32 * 32 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 37 % 256 / 255f;
        }
        return manager.create(values, new Shape(4, 32, 32, 3)).transpose(0, 3, 1, 2);
    }
}
