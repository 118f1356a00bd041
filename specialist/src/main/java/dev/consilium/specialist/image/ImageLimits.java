package dev.consilium.specialist.image;

/**
 * How large an image may be. Both limits are checked before any pixel is decoded.
 *
 * @param maxBytes of the file
 * @param maxPixels width x height as the file's header declares them; decoding takes 3 bytes for each (and 3 more when the image is
 *     not of the specialists' size)
 */
public record ImageLimits(int maxBytes, long maxPixels) {

    private static final ImageLimits DEFAULTS = new ImageLimits(4 * 1024 * 1024, 16L * 1024 * 1024);

    /** @throws IllegalArgumentException if a limit is not positive, or pixels would not fit in an array */
    public ImageLimits {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes is " + maxBytes + ": it must be more than 0");
        }
        if (maxPixels < 1 || maxPixels > Integer.MAX_VALUE / 4) {
            throw new IllegalArgumentException(
                    "maxPixels is " + maxPixels + ": it must be 1 to " + Integer.MAX_VALUE / 4);
        }
    }

    /** 4 MiB, and 16 megapixels (4096 x 4096). */
    public static ImageLimits defaults() {
        return DEFAULTS;
    }
}
