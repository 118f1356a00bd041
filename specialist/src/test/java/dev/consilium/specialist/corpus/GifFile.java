package dev.consilium.specialist.corpus;

import static dev.consilium.specialist.corpus.FileBytes.bytes;
import static dev.consilium.specialist.corpus.FileBytes.join;
import static dev.consilium.specialist.corpus.FileBytes.noise;
import static dev.consilium.specialist.corpus.FileBytes.text;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Makes GIF files of 256 colours, right ones and wrong ones, of blocks. Their data use LZW's codes without packing anything. */
final class GifFile {

    static final byte[] END = bytes(0x3B);

    private static final int CODE_SIZE = 8;
    private static final int CLEAR = 1 << CODE_SIZE;
    private static final int STOP = CLEAR + 1;

    /** So many values, and codes do not grow longer than nine bits. */
    private static final int UNTIL_CLEAR = 250;

    private GifFile() {}

    static byte[] of(String version, int width, int height, byte[]... blocks) {
        return join(screen(version, width, height, 0xF7), noise(3 * 256), join(blocks), END);
    }

    static byte[] screen(String version, int width, int height, int flags) {
        return join(text(version), bytes(width, width >> 8, height, height >> 8, flags, 0, 0));
    }

    /** A frame of noise. */
    static byte[] frame(int x, int y, int width, int height, int flags) {
        return join(descriptor(x, y, width, height, flags), bytes(CODE_SIZE), blocks(codes(noise(width * height))));
    }

    static byte[] descriptor(int x, int y, int width, int height, int flags) {
        return bytes(0x2C, x, x >> 8, y, y >> 8, width, width >> 8, height, height >> 8, flags);
    }

    static byte[] extension(int label, byte[] content) {
        return join(bytes(0x21, label), blocks(content));
    }

    /** In pieces of at most 255 bytes. */
    static byte[] blocks(byte[] content) {
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        for (int at = 0; at < content.length; at += 255) {
            int length = Math.min(255, content.length - at);
            blocks.write(length);
            blocks.write(content, at, length);
        }
        blocks.write(0);
        return blocks.toByteArray();
    }

    static byte[] codes(byte[] values) {
        byte[] packed = new byte[(values.length + values.length / UNTIL_CLEAR + 3) * 9 / 8 + 1];
        int bit = 0;
        for (int i = 0; i < values.length; i++) {
            if (i % UNTIL_CLEAR == 0) {
                bit = put(packed, bit, CLEAR);
            }
            bit = put(packed, bit, values[i] & 0xFF);
        }
        bit = put(packed, bit, STOP);
        return Arrays.copyOf(packed, (bit + 7) / 8);
    }

    private static int put(byte[] packed, int bit, int code) {
        for (int i = 0; i <= CODE_SIZE; i++) {
            packed[(bit + i) / 8] |= (byte) ((code >> i & 1) << (bit + i) % 8);
        }
        return bit + CODE_SIZE + 1;
    }
}
