package dev.consilium.specialist.image;

import java.util.Arrays;

/** One Huffman table of a JPEG file: prefix codes of 1 to 16 bits, each standing for a byte. Immutable. */
final class JpegHuffman {

    /** Codes up to this length, nearly all that occur, are found in one step. */
    static final int LOOKUP_BITS = 9;

    private static final int MAX_BITS = 16;

    private final byte[] definition;
    /** By the next 9 bits: length of the code << 8 | its byte; 0 when the code is longer. */
    private final short[] lookup = new short[1 << LOOKUP_BITS];
    /** By length: the largest code, as a 16-bit prefix, plus one; codes from it on are longer. */
    private final int[] limits = new int[MAX_BITS + 2];
    /** By length: what to add to a code to get the place of its byte. */
    private final int[] places = new int[MAX_BITS + 1];

    private JpegHuffman(byte[] definition) throws BadImageException {
        this.definition = definition;
        int code = 0;
        int place = MAX_BITS;
        for (int length = 1; length <= MAX_BITS; length++) {
            int count = definition[length - 1] & 0xFF;
            places[length] = place - code;
            if (code + count > 1 << length) {
                throw new BadImageException(
                        "JPEG is corrupt: a Huffman table has more codes of " + length + " bits than there are");
            }
            for (int i = 0; i < count; i++, code++, place++) {
                fillLookup(code, length, definition[place] & 0xFF);
            }
            limits[length] = code << (MAX_BITS - length);
            code <<= 1;
        }
        limits[MAX_BITS + 1] = Integer.MAX_VALUE;
    }

    /** @param length of the definition: 16 counts, and as many bytes as they say */
    static JpegHuffman read(byte[] file, int at, int length) throws BadImageException {
        return new JpegHuffman(Arrays.copyOfRange(file, at, at + length));
    }

    /** Nearly all files carry the same few tables: comparing is cheaper than building. */
    boolean isDefinedBy(byte[] file, int at, int length) {
        return Arrays.equals(definition, 0, definition.length, file, at, at + length);
    }

    /** By the next {@value #LOOKUP_BITS} bits: length << 8 | byte, or 0. */
    int lookup(int bits) {
        return lookup[bits];
    }

    /** By the next 16 bits, for codes longer than the lookup: length << 8 | byte. */
    int search(int bits) throws BadImageException {
        int length = LOOKUP_BITS + 1;
        while (bits >= limits[length]) {
            length++;
        }
        if (length > MAX_BITS) {
            throw new BadImageException("JPEG is corrupt: its image data holds an undefined Huffman code");
        }
        return length << 8 | definition[(bits >>> (MAX_BITS - length)) + places[length]] & 0xFF;
    }

    private void fillLookup(int code, int length, int symbol) {
        if (length <= LOOKUP_BITS) {
            int first = code << (LOOKUP_BITS - length);
            Arrays.fill(lookup, first, first + (1 << (LOOKUP_BITS - length)), (short) (length << 8 | symbol));
        }
    }
}
