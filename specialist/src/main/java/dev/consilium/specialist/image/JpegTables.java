package dev.consilium.specialist.image;

import org.jspecify.annotations.Nullable;

/** The tables that a JPEG file has defined so far. Huffman tables that the next file repeats are not built again. */
final class JpegTables {

    private static final int SLOTS = 4;
    private static final int[] NONE = {};

    private final @Nullable JpegHuffman[] built = new JpegHuffman[2 * SLOTS];
    private final boolean[] defined = new boolean[2 * SLOTS];
    private final int[][] quantisation = new int[SLOTS][];

    /** A new file begins: nothing is defined. */
    void forget() {
        for (int slot = 0; slot < defined.length; slot++) {
            defined[slot] = false;
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            quantisation[slot] = NONE;
        }
    }

    @Nullable
    JpegHuffman dc(int slot) {
        return defined[slot] ? built[slot] : null;
    }

    @Nullable
    JpegHuffman ac(int slot) {
        return dc(SLOTS + slot);
    }

    /** 64 divisors in natural order. */
    int[] quantisation(int slot) throws BadImageException {
        if (slot >= SLOTS || quantisation[slot].length == 0) {
            throw new BadImageException("JPEG is corrupt: its quantisation table " + slot + " is missing");
        }
        return quantisation[slot];
    }

    void readHuffman(Bytes file, JpegSegment segment) throws BadImageException {
        int at = segment.start();
        while (at < segment.end()) {
            int selector = file.u8(at++);
            int length = 16;
            for (int i = 0; i < 16; i++) {
                length += file.u8(at + i);
            }
            int slot = (selector >> 4) * SLOTS + (selector & 0xF);
            if ((selector & 0xF) >= SLOTS || slot >= built.length || length > 16 + 256 || at + length > segment.end()) {
                throw new BadImageException("JPEG is corrupt: a malformed Huffman table");
            }
            JpegHuffman known = built[slot];
            if (known == null || !known.isDefinedBy(file.file(), at, length)) {
                built[slot] = JpegHuffman.read(file.file(), at, length);
            }
            defined[slot] = true;
            at += length;
        }
    }

    void readQuantisation(Bytes file, JpegSegment segment) throws BadImageException {
        int at = segment.start();
        while (at < segment.end()) {
            int selector = file.u8(at++);
            int bytes = (selector >> 4) == 0 ? 1 : 2;
            if ((selector & 0xF) >= SLOTS || selector >> 4 > 1 || at + 64 * bytes > segment.end()) {
                throw new BadImageException("JPEG is corrupt: a malformed quantisation table");
            }
            int[] table = new int[64];
            for (int k = 0; k < 64; k++) {
                table[ZigZag.natural(k)] = bytes == 1 ? file.u8(at + k) : file.u16(at + 2L * k);
            }
            quantisation[selector & 0xF] = table;
            at += 64 * bytes;
        }
    }
}
