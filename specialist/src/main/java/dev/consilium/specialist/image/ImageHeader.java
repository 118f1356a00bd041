package dev.consilium.specialist.image;

/**
 * What a file says about its image before anything is decoded. Reading it costs nothing, so that a few bytes which declare gigapixels are
 * refused before memory is taken for them.
 *
 * @param width in pixels, 1 or more
 * @param height in pixels, 1 or more
 */
record ImageHeader(ImageFormat format, long width, long height) {

    /** The size of the oldest of BMP's headers, whose fields are shorter. */
    static final int BMP_CORE_HEADER = 12;

    static ImageHeader read(ImageFormat format, Bytes file) throws BadImageException {
        ImageHeader header = switch (format) {
            case PNG -> png(file);
            case JPEG -> JpegSegments.header(file);
            case GIF -> new ImageHeader(format, file.u16Little(6), file.u16Little(8));
            case BMP -> bmp(file);
            case RGB8 -> throw new IllegalArgumentException("raw pixels have no header");
        };
        if (header.width < 1 || header.height < 1) {
            throw new BadImageException(format + " declares " + header.width + " x " + header.height + " pixels");
        }
        return header;
    }

    void requireWithin(ImageLimits limits) throws BadImageException {
        requirePixels(format, width, height, limits);
    }

    static void requirePixels(ImageFormat format, long width, long height, ImageLimits limits)
            throws BadImageException {
        // Divided, since the product of two sides of 32 bits can overflow.
        if (width > limits.maxPixels() / height) {
            throw new BadImageException(format + " declares " + width + " x " + height
                    + " pixels: more than the limit of " + limits.maxPixels());
        }
        if (Math.max(width, height) > format.longestSide()) {
            throw new BadImageException(format + " declares " + width + " x " + height
                    + " pixels: no side may be longer than " + format.longestSide());
        }
    }

    private static ImageHeader png(Bytes file) throws BadImageException {
        if (file.u32(12) != 0x49484452L) {
            throw new BadImageException("PNG does not begin with IHDR");
        }
        return new ImageHeader(ImageFormat.PNG, file.u32(16), file.u32(20));
    }

    private static ImageHeader bmp(Bytes file) throws BadImageException {
        long headerSize = file.u32Little(14);
        if (headerSize == BMP_CORE_HEADER) {
            return new ImageHeader(ImageFormat.BMP, file.u16Little(18), file.u16Little(20));
        }
        // A negative height means that the first row is the top one.
        return new ImageHeader(ImageFormat.BMP, file.s32Little(18), Math.abs((long) file.s32Little(22)));
    }
}
