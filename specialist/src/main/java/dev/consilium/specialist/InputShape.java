package dev.consilium.specialist;

import dev.consilium.avro.Input;

/**
 * What a module reads: RGB images of one size, three channels. Specialists of equal shape share a batch, whatever their mean and
 * standard deviation.
 *
 * @param height rows, 1 to {@value #MAX_SIDE}
 * @param width columns, 1 to {@value #MAX_SIDE}
 */
public record InputShape(int height, int width) {

    /** Channels of every image: red, green, blue. */
    public static final int CHANNELS = 3;

    /** The longest side that a module may ask for: bounds what one batch can take of memory. */
    public static final int MAX_SIDE = 1024;

    /** @throws IllegalArgumentException if a side is out of range */
    public InputShape {
        requireSide("height", height);
        requireSide("width", width);
    }

    static InputShape of(Input input) {
        return new InputShape(input.getHeight(), input.getWidth());
    }

    /** Values of one image: height x width x 3. */
    public int values() {
        return height * width * CHANNELS;
    }

    private static void requireSide(String name, int side) {
        if (side < 1 || side > MAX_SIDE) {
            throw new IllegalArgumentException(name + " is " + side + ": it must be 1 to " + MAX_SIDE);
        }
    }
}
