package dev.consilium.specialist.image;

/**
 * A decoded image: RGB, 8 bits a channel, row by row. The array is not copied: whoever gets the pixels may read them from any thread,
 * and nobody writes to them.
 */
public final class Pixels {

    static final int CHANNELS = 3;

    private final int width;
    private final int height;
    private final byte[] rgb;

    /** @throws IllegalArgumentException if {@code rgb} does not hold exactly height x width x 3 bytes */
    public Pixels(int width, int height, byte[] rgb) {
        if (width < 1 || height < 1 || rgb.length != (long) width * height * CHANNELS) {
            throw new IllegalArgumentException(
                    rgb.length + " bytes cannot be " + width + " x " + height + " pixels of 3 bytes");
        }
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** height x width x 3 bytes, unsigned: the red, green and blue of the first row's first pixel come first. */
    public byte[] rgb() {
        return rgb;
    }
}
