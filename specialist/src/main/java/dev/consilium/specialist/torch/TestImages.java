package dev.consilium.specialist.torch;

import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.image.Pixels;
import java.util.Random;

/** Batches of noise that differ from image to image and are the same each time. */
final class TestImages {

    private TestImages() {}

    static ImageBatch batch(InputShape shape, int size) {
        ImageBatch batch = new ImageBatch(shape, size);
        Random random = new Random(shape.values());
        for (int slot = 0; slot < size; slot++) {
            byte[] rgb = new byte[shape.values()];
            random.nextBytes(rgb);
            batch.put(slot, new Pixels(shape.width(), shape.height(), rgb));
        }
        return batch;
    }
}
