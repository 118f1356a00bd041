package dev.consilium.specialist.image;

/** GIF's variant of LZW: codes grow from {@code codeBits + 1} to 12 bits, the lowest bit first. */
final class GifLzw {

    private static final int MAX_CODES = 1 << 12;

    private final byte[] data;
    private final byte[] out;
    /** Of each code: the code of all but its last byte, its last byte, its first byte, its length. */
    private final int[] prefix = new int[MAX_CODES];

    private final byte[] last = new byte[MAX_CODES];
    private final byte[] first = new byte[MAX_CODES];
    private final int[] length = new int[MAX_CODES];
    private int bit;
    private int filled;

    private GifLzw(byte[] data, int count) {
        this.data = data;
        this.out = new byte[count];
    }

    /** Exactly {@code count} bytes. */
    static byte[] decode(byte[] data, int codeBits, int count) throws BadImageException {
        if (codeBits < 1 || codeBits > 8) {
            throw new BadImageException("GIF is corrupt: codes of " + codeBits + " bits");
        }
        return new GifLzw(data, count).decode(codeBits);
    }

    private byte[] decode(int codeBits) throws BadImageException {
        int clear = 1 << codeBits;
        int end = clear + 1;
        for (int code = 0; code < clear; code++) {
            last[code] = (byte) code;
            first[code] = (byte) code;
            length[code] = 1;
        }
        int next = end + 1;
        int bits = codeBits + 1;
        int previous = -1;
        while (filled < out.length) {
            int code = code(bits);
            if (code == clear) {
                next = end + 1;
                bits = codeBits + 1;
                previous = -1;
                continue;
            }
            if (code == end) {
                throw truncated();
            }
            if (previous >= 0 && next < MAX_CODES) {
                if (code > next) {
                    throw undefined(code);
                }
                prefix[next] = previous;
                first[next] = first[previous];
                last[next] = first[code == next ? previous : code];
                length[next] = length[previous] + 1;
                next++;
                if (next == 1 << bits && bits < 12) {
                    bits++;
                }
            } else if (code >= next) {
                throw undefined(code);
            }
            write(code);
            previous = code;
        }
        return out;
    }

    private int code(int bits) throws BadImageException {
        if (bit + bits > data.length * 8L) {
            throw truncated();
        }
        int code = 0;
        for (int i = 0; i < bits; i++, bit++) {
            code |= (data[bit >> 3] >> (bit & 7) & 1) << i;
        }
        return code;
    }

    private void write(int code) {
        int at = filled + length[code] - 1;
        filled += length[code];
        for (int c = code; at >= filled - length[code]; at--) {
            if (at < out.length) {
                out[at] = last[c];
            }
            c = prefix[c];
        }
    }

    private BadImageException truncated() {
        return new BadImageException("GIF is truncated: its image data ends after " + Math.min(filled, out.length)
                + " of " + out.length + " pixels");
    }

    private static BadImageException undefined(int code) {
        return new BadImageException("GIF is corrupt: the undefined code " + code + " in its image data");
    }
}
