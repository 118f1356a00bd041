package dev.consilium.trainer.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.consilium.specialist.InputShape;
import dev.consilium.trainer.architecture.Architecture;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The templates with BatchNorm against the plain networks, from which they differ in form. The numbers are what PyTorch 1.13 gives with
 * nn.Conv2d, nn.BatchNorm2d, nn.MaxPool2d after each ReLU, adaptive average and maximum pools and nn.Linear, built in the order of the
 * network after {@code torch.manual_seed(7)}: in train mode it sees {@code arange * 37 % 256 / 255}, the half of it, and the whole again;
 * its answers to that are for training. In eval mode it sees it once more: for serving. Each is the second image's.
 */
class ResNetTest {
    private static final int OUTPUTS = 5;
    private static final int IMAGES = 4;

    @TempDir
    Path folder;

    static Stream<Arguments> plain() {
        return Stream.of(
                Arguments.of(
                        Architecture.SMALL_RESNET,
                        32,
                        new float[] {-0.38105583f, 0.61562073f, 0.77705604f, -1.1797824f, -1.0310665f},
                        new float[] {-0.040831205f, -0.012499012f, 0.14681596f, -0.18343538f, -0.27797297f}),
                Arguments.of(
                        Architecture.SMALL_RESNET,
                        21,
                        new float[] {-0.40868604f, 0.86839515f, 0.70463437f, -1.0115926f, -0.71047586f},
                        new float[] {-0.019686904f, -0.0040473416f, 0.12841542f, -0.14724156f, -0.25268108f}),
                Arguments.of(
                        Architecture.WIDE_RESNET,
                        32,
                        new float[] {-3.934284f, -0.62404424f, -0.8341716f, 1.122451f, 1.78286f},
                        new float[] {-0.1685432f, -0.095489666f, 0.043527886f, 0.030818976f, -0.023034237f}));
    }

    /** The norm is folded into the convolutions of the serving form, and the pools are others. */
    @ParameterizedTest
    @MethodSource("plain")
    void shouldAnswerAsThePlainNetworkDoes(Architecture architecture, int side, float[] training, float[] serving)
            throws Exception {
        try (Model model = initialised(architecture)) {
            // When
            Templates.answer(model, manager -> images(manager, side));
            Templates.answer(model, manager -> images(manager, side).mul(0.5));
            float[] trained = Templates.answer(model, manager -> images(manager, side));
            Autograd.evalMode(model);
            float[] served = Templates.answer(model, manager -> images(manager, side));

            // Then
            assertThat(second(trained)).containsExactly(training, Offset.offset(1e-5f));
            assertThat(second(served)).containsExactly(serving, Offset.offset(1e-5f));
        }
    }

    @Test
    void shouldServeTheSameInBothLayouts() throws Exception {
        try (Model model = initialised(Architecture.SMALL_RESNET)) {
            // Given
            Templates.answer(model, manager -> images(manager, 32));
            Autograd.evalMode(model);

            // When
            float[] channelsLast = Templates.answer(model, manager -> images(manager, 32));
            float[] planes =
                    Templates.answer(model, manager -> images(manager, 32).duplicate());

            // Then
            assertThat(planes).containsExactly(channelsLast, Offset.offset(1e-5f));
        }
    }

    @Test
    void shouldTrainAndWriteAndResetTheRunningStatistics() throws Exception {
        // Given
        TrainingBatch batch = new TrainingBatch(new InputShape(32, 32), IMAGES, OUTPUTS);
        byte[] rgb = new byte[32 * 32 * 3];
        for (int image = 0; image < IMAGES; image++) {
            Arrays.fill(rgb, (byte) (image * 50));
            float[] target = new float[OUTPUTS];
            target[image] = 1;
            batch.add(rgb, target);
        }
        Path trained = folder.resolve("trained.pt");
        Path byCpu = folder.resolve("by-cpu.pt");
        try (TrainableModule module = TrainableModule.load(
                Templates.file(folder, Architecture.SMALL_RESNET), Optimizer.Adam.USUAL, Device.cpu())) {
            module.initialise(OUTPUTS, 0, 3);
            float[] before = module.probabilities(batch);

            // When: steps too small to change a weight
            for (int step = 0; step < 5; step++) {
                module.step(batch, 1e-30);
            }
            float[] after = module.probabilities(batch);
            module.write(trained);
            try (OutputStream out = Files.newOutputStream(byCpu)) {
                module.writeByCpu(out);
            }
            module.initialise(OUTPUTS, 0, 3);
            float[] anew = module.probabilities(batch);

            // Then
            assertThat(after).isNotEqualTo(before);
            assertThat(anew).isEqualTo(before);
            try (TrainableModule written = TrainableModule.load(trained, Optimizer.Adam.USUAL, Device.cpu())) {
                assertThat(written.probabilities(batch)).isEqualTo(after);
            }
            try (TrainableModule written = TrainableModule.load(byCpu, Optimizer.Adam.USUAL, Device.cpu())) {
                assertThat(written.probabilities(batch)).isEqualTo(after);
            }
        }
    }

    private Model initialised(Architecture architecture) throws Exception {
        Path start = folder.resolve("start.pt");
        try (TrainableModule module =
                TrainableModule.load(Templates.file(folder, architecture), Optimizer.Adam.USUAL, Device.cpu())) {
            module.initialise(OUTPUTS, 0, 7);
            module.write(start);
        }
        return Templates.load(start);
    }

    private static float[] second(float[] rows) {
        return Arrays.copyOfRange(rows, OUTPUTS, 2 * OUTPUTS);
    }

    private static NDArray images(NDManager manager, int side) {
        float[] values = new float[IMAGES * side * side * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 37 % 256 / 255f;
        }
        return manager.create(values, new Shape(IMAGES, side, side, 3)).transpose(0, 3, 1, 2);
    }
}
