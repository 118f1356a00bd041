package dev.consilium.specialist.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.image.Pixels;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ImageBatchTest {

    private final ImageBatch batch = new ImageBatch(new InputShape(1, 2), 3);

    @Test
    void shouldHoldUnitFloatsRowByRowAsToTensorMakesThem() {
        // When
        batch.put(1, new Pixels(2, 1, new byte[] {0, 1, 51, 127, (byte) 128, (byte) 255}));

        // Then
        float[] values = new float[12];
        batch.first(2).asFloatBuffer().get(values);
        assertThat(values).containsExactly(0, 0, 0, 0, 0, 0, 0, 1 / 255f, 51 / 255f, 127 / 255f, 128 / 255f, 1);
    }

    @Test
    void shouldLiveInOnePieceOfMemory() {
        // Given
        ByteBuffer before = batch.first(3);

        // When
        batch.put(0, new Pixels(2, 1, new byte[] {(byte) 255, 0, 0, 0, 0, 0}));

        // Then
        assertThat(before.isDirect()).isTrue();
        assertThat(before.asFloatBuffer().get(0)).isEqualTo(1f);
        assertThat(before.remaining()).isEqualTo(3 * 6 * 4);
    }

    @Test
    void shouldRefuseAnImageOfAnotherSize() {
        assertThatThrownBy(() -> batch.put(0, new Pixels(1, 2, new byte[6])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an image of 1 x 2 pixels in a batch of 2 x 1");
    }

    @Test
    void shouldRefuseASlotThatItDoesNotHave() {
        assertThatThrownBy(() -> batch.put(3, new Pixels(2, 1, new byte[6])))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("slot 3 of a batch of 3");
    }

    @Test
    void shouldRefuseToBeUsedWhenItIsClosed() {
        // Given
        batch.close();

        // Then
        assertThatThrownBy(() -> batch.put(0, new Pixels(2, 1, new byte[6]))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> batch.first(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRefuseACapacityThatNoBufferHas() {
        assertThatThrownBy(() -> new ImageBatch(new InputShape(1024, 1024), 200))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in less than 2 GiB");
        assertThatThrownBy(() -> new ImageBatch(new InputShape(1, 1), 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
