package dev.consilium.specialist.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.image.Pixels;
import org.junit.jupiter.api.Test;

/** What is done for a GPU, on the CPU: the same pixels must become the same values wherever they are cast. */
class UploadTest {

    private static final int VALUES = 256;

    @Test
    void shouldMakeOfEachByteWhatTheBatchMakesOfIt() {
        // Given: all bytes there are, three times
        byte[] rgb = new byte[VALUES * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) i;
        }
        TorchRuntime.prepare();
        try (ImageBatch batch = new ImageBatch(new InputShape(16, 16), 2);
                NDManager manager = NDManager.newBaseManager()) {
            batch.put(0, new Pixels(16, 16, new byte[rgb.length]));
            batch.put(1, new Pixels(16, 16, rgb));

            // When
            NDArray uploaded =
                    LoadedModule.uploaded(batch.firstBytes(2), new Shape(2, 16, 16, 3), manager.create(255f), manager);

            // Then
            float[] expected = new float[2 * rgb.length];
            batch.first(2).asFloatBuffer().get(expected);
            assertThat(uploaded.toFloatArray()).isEqualTo(expected);
        }
    }
}
