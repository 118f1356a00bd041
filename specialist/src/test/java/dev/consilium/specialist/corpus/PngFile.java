package dev.consilium.specialist.corpus;

import static dev.consilium.specialist.corpus.FileBytes.deflated;
import static dev.consilium.specialist.corpus.FileBytes.join;
import static dev.consilium.specialist.corpus.FileBytes.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32;

/** Makes PNG files, right ones and wrong ones, of chunks. */
final class PngFile {

    static final int GREY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int GREY_ALPHA = 4;
    static final int RGB_ALPHA = 6;

    static final byte[] END = chunk("IEND", new byte[0]);

    private static final byte[] SIGNATURE = text("\u0089PNG\r\n\u001a\n");

    /** First column, first row, and the steps to the next of the passes of an interlaced picture. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private PngFile() {}

    static byte[] of(byte[]... chunks) {
        return join(SIGNATURE, join(chunks));
    }

    /** A whole picture of noise. */
    static byte[] picture(int width, int height, int depth, int colour, boolean interlaced) {
        return of(
                header(width, height, depth, colour, 0, 0, interlaced ? 1 : 0),
                colour == PALETTE ? palette(1 << depth) : new byte[0],
                data(rows(width, height, depth * channels(colour), interlaced)),
                END);
    }

    /** A picture of 9 x 7 pixels in colour, with more chunks before its data. */
    static byte[] pictureWith(byte[]... chunks) {
        return of(header(9, 7, 8, RGB, 0, 0, 0), join(chunks), data(rows(9, 7, 24, false)), END);
    }

    /** A picture of 9 x 7 pixels in colour, with these chunks for its data. */
    static byte[] pictureOf(byte[]... data) {
        return of(header(9, 7, 8, RGB, 0, 0, 0), join(data), END);
    }

    static byte[] header(int width, int height, int depth, int colour, int compression, int filter, int interlace) {
        return chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(FileBytes.bytes(depth, colour, compression, filter, interlace))
                        .array());
    }

    static byte[] palette(int colours) {
        return chunk("PLTE", FileBytes.noise(3 * colours));
    }

    static byte[] data(byte[] rows) {
        return chunk("IDAT", deflated(rows));
    }

    /** Rows of noise, none of them filtered. */
    static byte[] rows(int width, int height, int bitsPerPixel, boolean interlaced) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        Random random = new Random(7);
        for (int[] pass : interlaced ? PASSES : new int[][] {{0, 0, 1, 1}}) {
            int columns = (width - pass[0] + pass[2] - 1) / pass[2];
            for (int y = pass[1]; y < height && columns > 0; y += pass[3]) {
                byte[] row = new byte[(columns * bitsPerPixel + 7) / 8];
                random.nextBytes(row);
                rows.write(0);
                rows.writeBytes(row);
            }
        }
        return rows.toByteArray();
    }

    static byte[] chunk(String type, byte[] content) {
        byte[] body = join(text(type), content);
        CRC32 checksum = new CRC32();
        checksum.update(body);
        return join(number(content.length), body, number((int) checksum.getValue()));
    }

    static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    static int channels(int colour) {
        return switch (colour) {
            case RGB -> 3;
            case GREY_ALPHA -> 2;
            case RGB_ALPHA -> 4;
            default -> 1;
        };
    }
}
