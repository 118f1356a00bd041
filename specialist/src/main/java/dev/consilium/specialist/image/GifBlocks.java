package dev.consilium.specialist.image;

/** Walks the blocks of a GIF file. */
final class GifBlocks {

    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2C;
    private static final int END = 0x3B;

    private GifBlocks() {}

    /** All blocks are there, down to the end mark. */
    static void requireEnd(Bytes file) throws BadImageException {
        long at = 13 + paletteLength(file.u8(10));
        while (true) {
            int kind = file.u8(at);
            if (kind == END) {
                return;
            }
            if (kind == EXTENSION) {
                at = behindSubBlocks(file, at + 2);
            } else if (kind == FRAME) {
                // Nine bytes of frame header, its palette, and the width of its codes.
                at = behindSubBlocks(file, at + 10 + paletteLength(file.u8(at + 9)) + 1);
            } else {
                throw new BadImageException("GIF is corrupt: a block of kind " + kind + " at byte " + at);
            }
        }
    }

    private static long behindSubBlocks(Bytes file, long start) throws BadImageException {
        long at = start;
        while (file.u8(at) > 0) {
            at += 1 + file.u8(at);
        }
        return at + 1;
    }

    /** Three bytes for each colour, and as many colours as the flags say. */
    private static long paletteLength(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1);
    }
}
