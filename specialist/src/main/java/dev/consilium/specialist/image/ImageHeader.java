package dev.consilium.specialist.image;

/**
 * What a file says about its image before anything is decoded. Reading it costs nothing, so that a few bytes which declare gigapixels are
 * refused before memory is taken for them.
 *
 * @param width in pixels, 1 or more
 * @param height in pixels, 1 or more
 */
record ImageHeader(ImageFormat format, long width, long height) {

    static ImageHeader read(ImageFormat format, Bytes file) throws BadImageException {
        ImageHeader header = switch (format) {
            case PNG -> PngDecoder.header(file);
            case JPEG -> JpegDecoder.header(file);
            case GIF -> GifDecoder.header(file);
            case BMP -> BmpDecoder.header(file);
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
        // Each side fits 32 bits, so that the product cannot overflow.
        if (width * height > limits.maxPixels()) {
            throw new BadImageException(format + " declares " + width + " x " + height
                    + " pixels: more than the limit of " + limits.maxPixels());
        }
    }
}
