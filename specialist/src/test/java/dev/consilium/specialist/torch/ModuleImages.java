package dev.consilium.specialist.torch;

import dev.consilium.specialist.fixture.TinySpecialists;
import dev.consilium.specialist.image.Pixels;

/** The images that {@code make_modules.py} puts before its modules too. */
final class ModuleImages {

    static final int SIDE = TinySpecialists.SIDE;

    private ModuleImages() {}

    static Pixels image(int number) {
        byte[] rgb = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i * 31 + i / 7 * 13 + number * 97);
        }
        return new Pixels(SIDE, SIDE, rgb);
    }

    static Pixels black() {
        return new Pixels(SIDE, SIDE, new byte[SIDE * SIDE * 3]);
    }

    /** Fills the first slots with the images from {@code first} on. */
    static void put(ImageBatch batch, int size, int first) {
        for (int slot = 0; slot < size; slot++) {
            batch.put(slot, image(first + slot));
        }
    }
}
