package dev.consilium.specialist.image;

/**
 * Decodes uncompressed BMP files of 1, 4, 8, 16, 24 and 32 bits a pixel. Alpha is dropped.
 *
 * <p>Any thread.
 */
final class BmpDecoder {

    private static final int FILE_HEADER = 14;
    private static final int OLD_HEADER = 12;
    private static final int BIT_FIELDS = 3;

    private BmpDecoder() {}

    static ImageHeader header(Bytes file) throws BadImageException {
        if (file.u32Little(FILE_HEADER) == OLD_HEADER) {
            return new ImageHeader(ImageFormat.BMP, file.u16Little(18), file.u16Little(20));
        }
        // A negative height means that the first row is the top one.
        return new ImageHeader(ImageFormat.BMP, file.s32Little(18), Math.abs((long) file.s32Little(22)));
    }

    static Pixels decode(Bytes file, ImageHeader header) throws BadImageException {
        boolean old = file.u32Little(FILE_HEADER) == OLD_HEADER;
        int bits = file.u16Little(old ? 24 : 28);
        long compression = old ? 0 : file.u32Little(30);
        boolean masked = compression == BIT_FIELDS && (bits == 16 || bits == 32);
        if (compression != 0 && !masked) {
            throw new BadImageException(
                    "BMP has compression " + compression + ", which is not supported: it must be uncompressed");
        }
        BmpColours colours = bits <= 8 ? BmpPalette.read(file, bits, old) : BmpMasks.read(file, bits, masked);
        int width = (int) header.width();
        int height = (int) header.height();
        long rowBytes = (header.width() * bits + 31) / 32 * 4;
        long start = file.u32Little(10);
        file.require(start, rowBytes * height);
        boolean topDown = !old && file.s32Little(22) < 0;
        byte[] rgb = new byte[width * height * Pixels.CHANNELS];
        int out = 0;
        for (int y = 0; y < height; y++) {
            long row = start + rowBytes * (topDown ? y : height - 1 - y);
            for (int x = 0; x < width; x++, out += Pixels.CHANNELS) {
                int colour = colours.rgb(file, row, x);
                rgb[out] = (byte) (colour >> 16);
                rgb[out + 1] = (byte) (colour >> 8);
                rgb[out + 2] = (byte) colour;
            }
        }
        return new Pixels(width, height, rgb);
    }
}
