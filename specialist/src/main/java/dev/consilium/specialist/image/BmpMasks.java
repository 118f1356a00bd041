package dev.consilium.specialist.image;

/** Pixels of 16, 24 or 32 bits that hold red, green and blue themselves. */
record BmpMasks(int bytes, long red, long green, long blue) implements BmpColours {

    static BmpMasks read(Bytes file, int bits, boolean declared) throws BadImageException {
        if (bits != 16 && bits != 24 && bits != 32) {
            throw new BadImageException("BMP has " + bits + " bits a pixel, which is not supported");
        }
        if (declared) {
            return new BmpMasks(bits / 8, file.u32Little(54), file.u32Little(58), file.u32Little(62));
        }
        return bits == 16 ? new BmpMasks(2, 0x7C00, 0x3E0, 0x1F) : new BmpMasks(bits / 8, 0xFF0000, 0xFF00, 0xFF);
    }

    @Override
    public int rgb(Bytes file, long row, int x) throws BadImageException {
        long at = row + (long) x * bytes;
        long pixel = file.u16Little(at);
        if (bytes > 2) {
            pixel |= (long) file.u8(at + 2) << 16;
        }
        if (bytes > 3) {
            pixel |= (long) file.u8(at + 3) << 24;
        }
        return part(pixel, red) << 16 | part(pixel, green) << 8 | part(pixel, blue);
    }

    /** The bits under a mask, stretched to 0..255. */
    private static int part(long pixel, long mask) {
        if (mask == 0) {
            return 0;
        }
        int shift = Long.numberOfTrailingZeros(mask);
        long largest = mask >> shift;
        return (int) (((pixel & mask) >> shift) * 255 / largest);
    }
}
