package dev.consilium.specialist.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits of a JPEG scan. A stuffed zero after 0xFF is skipped, a marker ends the bits: reading past it throws, so that image data which
 * ends too early cannot pass.
 */
final class JpegBits {

    private static final VarHandle FOUR_BYTES = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] file;
    private int at;
    /** The next bits, the first one uppermost of {@code count}. */
    private long buffer;

    private int count;
    /** How many of {@code count} were never in the file: zeros behind its last bits. */
    private int invented;

    JpegBits(byte[] file, int at) {
        this.file = file;
        this.at = at;
    }

    /** The byte that the next Huffman code stands for. */
    int symbol(JpegHuffman table) throws BadImageException {
        if (count < 16) {
            fill();
        }
        int found =
                table.lookup((int) (buffer >>> (count - JpegHuffman.LOOKUP_BITS)) & (1 << JpegHuffman.LOOKUP_BITS) - 1);
        if (found == 0) {
            found = table.search((int) (buffer >>> (count - 16)) & 0xFFFF);
        }
        skip(found >> 8);
        return found & 0xFF;
    }

    /** A signed value of {@code size} bits (0 to 16) as JPEG writes them: a first bit of 0 means negative. */
    int signed(int size) throws BadImageException {
        if (size == 0) {
            return 0;
        }
        int value = unsigned(size);
        return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }

    /** The next {@code size} bits (1 to 16). */
    int unsigned(int size) throws BadImageException {
        if (count < size) {
            fill();
        }
        int value = (int) (buffer >>> (count - size)) & (1 << size) - 1;
        skip(size);
        return value;
    }

    /**
     * Ends this run of bits: what is left of the last byte is padding.
     *
     * @return where the marker is that ended it; bytes before it that nobody read are skipped, as decoders do
     */
    int end() throws BadImageException {
        count = 0;
        invented = 0;
        // What was read ahead is not given back: it stops at a marker by itself.
        while (!isMarker(at)) {
            at++;
        }
        return at;
    }

    /** Goes on behind a restart marker. */
    void restart(int expected) throws BadImageException {
        int marker = end();
        // More than one 0xFF may precede the code.
        while ((file[marker + 1] & 0xFF) == 0xFF) {
            marker++;
        }
        if ((file[marker + 1] & 0xFF) != expected) {
            throw new BadImageException(
                    "JPEG is corrupt: restart marker " + (expected & 7) + " is missing in its image data");
        }
        at = marker + 2;
    }

    private void skip(int size) throws BadImageException {
        count -= size;
        if (count < invented) {
            throw truncated();
        }
    }

    private void fill() {
        if (count <= 24 && at + Integer.BYTES <= file.length) {
            int next = (int) FOUR_BYTES.get(file, at);
            if (!holdsMarkerByte(next)) {
                buffer = buffer << 32 | next & 0xFFFFFFFFL;
                count += 32;
                at += Integer.BYTES;
                return;
            }
        }
        fillBytewise();
    }

    private void fillBytewise() {
        while (count <= 48) {
            int next = 0;
            if (at < file.length && (file[at] != -1 || at + 1 < file.length && file[at + 1] == 0)) {
                next = file[at] & 0xFF;
                at += next == 0xFF ? 2 : 1;
            } else {
                invented += 8;
            }
            buffer = buffer << 8 | next;
            count += 8;
        }
    }

    /** Is one of the four bytes 0xFF? Subtracting one from each inverted byte borrows where it is zero. */
    private static boolean holdsMarkerByte(int four) {
        return (~four - 0x01010101 & four & 0x80808080) != 0;
    }

    private boolean isMarker(int place) throws BadImageException {
        if (place + 1 >= file.length) {
            throw truncated();
        }
        return file[place] == -1 && file[place + 1] != 0;
    }

    private static BadImageException truncated() {
        return new BadImageException("JPEG is truncated: it ends within its image data");
    }
}
