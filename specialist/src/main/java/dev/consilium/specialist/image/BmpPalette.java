package dev.consilium.specialist.image;

/**
 * Pixels of 1, 4 or 8 bits that name a colour of a table.
 *
 * @param start of the table in the file
 * @param entryBytes of a colour: blue, green, red and perhaps a byte that nobody uses
 */
record BmpPalette(int bits, long start, int entryBytes, long entries) implements BmpColours {

    static BmpPalette read(Bytes file, int bits, boolean old) throws BadImageException {
        if (bits != 1 && bits != 4 && bits != 8) {
            throw new BadImageException("BMP has " + bits + " bits a pixel, which is not supported");
        }
        long start = 14 + file.u32Little(14);
        long declared = old ? 0 : file.u32Little(46);
        return new BmpPalette(bits, start, old ? 3 : 4, declared == 0 ? 1L << bits : declared);
    }

    @Override
    public int rgb(Bytes file, long row, int x) throws BadImageException {
        int bit = x * bits;
        int index = file.u8(row + bit / 8) >> (8 - bits - bit % 8) & (1 << bits) - 1;
        if (index >= entries) {
            throw new BadImageException("BMP is corrupt: a pixel has colour " + index + " of a palette of " + entries);
        }
        long entry = start + (long) index * entryBytes;
        return file.u8(entry + 2) << 16 | file.u8(entry + 1) << 8 | file.u8(entry);
    }
}
