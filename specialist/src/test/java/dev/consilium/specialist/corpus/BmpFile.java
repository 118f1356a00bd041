package dev.consilium.specialist.corpus;

import static dev.consilium.specialist.corpus.FileBytes.join;
import static dev.consilium.specialist.corpus.FileBytes.noise;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes BMP files, right ones and wrong ones. */
final class BmpFile {

    private static final int FILE_HEADER = 14;

    private BmpFile() {}

    /** A whole picture of noise, not compressed. */
    static byte[] picture(int width, int height, int bits) {
        return of(
                40,
                width,
                height,
                bits,
                0,
                palette(bits),
                noise((Math.abs(width) * bits + 31) / 32 * 4 * Math.abs(height)));
    }

    static byte[] palette(int bits) {
        return bits <= 8 ? noise(4 << bits) : new byte[0];
    }

    /**
     * @param header its length: 40, or 52, 56, 108, 124 with masks and colour spaces
     * @param behind the palette or the masks, which follow the header
     */
    static byte[] of(int header, int width, int height, int bits, int compression, byte[] behind, byte[] pixels) {
        int offset = FILE_HEADER + header + behind.length;
        ByteBuffer info = little(header)
                .putInt(header)
                .putInt(width)
                .putInt(height)
                .putShort((short) 1)
                .putShort((short) bits)
                .putInt(compression)
                .putInt(pixels.length);
        if (header > 40) {
            info.position(40).putInt(0xFF0000).putInt(0xFF00).putInt(0xFF);
        }
        return join(fileHeader(offset + pixels.length, offset), bytes(info), behind, pixels);
    }

    /** With the header of OS/2, of 12 bytes. */
    static byte[] core(int width, int height, int bits, byte[] pixels) {
        byte[] palette = bits <= 8 ? noise(3 << bits) : new byte[0];
        int offset = FILE_HEADER + 12 + palette.length;
        ByteBuffer info = little(12)
                .putInt(12)
                .putShort((short) width)
                .putShort((short) height)
                .putShort((short) 1)
                .putShort((short) bits);
        return join(fileHeader(offset + pixels.length, offset), bytes(info), palette, pixels);
    }

    private static byte[] fileHeader(int length, int offset) {
        return little(FILE_HEADER)
                .put(FileBytes.text("BM"))
                .putInt(length)
                .putInt(0)
                .putInt(offset)
                .array();
    }

    private static byte[] bytes(ByteBuffer whole) {
        byte[] bytes = new byte[whole.capacity()];
        whole.rewind().get(bytes);
        return bytes;
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
