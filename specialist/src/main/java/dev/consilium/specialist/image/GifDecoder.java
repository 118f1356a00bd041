package dev.consilium.specialist.image;

import java.util.Arrays;

/**
 * Decodes the first frame of GIF files. What the frame does not cover of the image is the background colour; transparency is dropped. The
 * frame's pixels must be complete, and the file must go on to its end mark.
 *
 * <p>Any thread.
 */
final class GifDecoder {

    private static final int HEADER = 13;
    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2C;
    private static final int END = 0x3B;

    private final Bytes file;
    private final int width;
    private final int height;
    private int at = HEADER;

    private GifDecoder(Bytes file, ImageHeader header) {
        this.file = file;
        this.width = (int) header.width();
        this.height = (int) header.height();
    }

    static ImageHeader header(Bytes file) throws BadImageException {
        file.require(0, HEADER);
        return new ImageHeader(ImageFormat.GIF, file.u16Little(6), file.u16Little(8));
    }

    static Pixels decode(Bytes file, ImageHeader header) throws BadImageException {
        return new GifDecoder(file, header).decode();
    }

    private Pixels decode() throws BadImageException {
        byte[] rgb = new byte[width * height * Pixels.CHANNELS];
        byte[] palette = palette(file.u8(10));
        fill(rgb, palette, file.u8(11));
        boolean found = false;
        while (true) {
            int block = file.u8(at++);
            switch (block) {
                case EXTENSION -> {
                    at++;
                    skipSubBlocks();
                }
                case FRAME -> {
                    if (found) {
                        skipFrame();
                    } else {
                        frame(rgb, palette);
                        found = true;
                    }
                }
                case END -> {
                    if (!found) {
                        throw new BadImageException("GIF has no image in it");
                    }
                    return new Pixels(width, height, rgb);
                }
                default -> throw new BadImageException("GIF is corrupt: a block of kind " + block);
            }
        }
    }

    private void frame(byte[] rgb, byte[] common) throws BadImageException {
        int left = file.u16Little(at);
        int top = file.u16Little(at + 2L);
        int frameWidth = file.u16Little(at + 4L);
        int frameHeight = file.u16Little(at + 6L);
        int flags = file.u8(at + 8L);
        at += 9;
        if (left + frameWidth > width || top + frameHeight > height) {
            throw new BadImageException("GIF is corrupt: its first frame reaches out of the image");
        }
        byte[] own = palette(flags);
        byte[] palette = own.length > 0 ? own : common;
        int codeBits = file.u8(at++);
        byte[] indices = GifLzw.decode(subBlocks(), codeBits, frameWidth * frameHeight);
        boolean interlaced = (flags & 0x40) != 0;
        for (int row = 0; row < frameHeight; row++) {
            int y = top + (interlaced ? interlacedRow(row, frameHeight) : row);
            for (int x = 0; x < frameWidth; x++) {
                int index = indices[row * frameWidth + x] & 0xFF;
                if (3 * index + 2 >= palette.length) {
                    throw new BadImageException(
                            "GIF is corrupt: a pixel has colour " + index + " of a palette of " + palette.length / 3);
                }
                System.arraycopy(palette, 3 * index, rgb, (y * width + left + x) * Pixels.CHANNELS, Pixels.CHANNELS);
            }
        }
    }

    /** Rows come in four passes: every 8th, the 8th between, every 4th between, every 2nd between. */
    private static int interlacedRow(int row, int height) {
        int first = (height + 7) / 8;
        int second = first + (height + 3) / 8;
        int third = second + (height + 1) / 4;
        if (row < first) {
            return row * 8;
        }
        if (row < second) {
            return (row - first) * 8 + 4;
        }
        return row < third ? (row - second) * 4 + 2 : (row - third) * 2 + 1;
    }

    /** The palette that follows when the flags say so; else an empty one. */
    private byte[] palette(int flags) throws BadImageException {
        if ((flags & 0x80) == 0) {
            return new byte[0];
        }
        int length = 3 << ((flags & 7) + 1);
        file.require(at, length);
        at += length;
        return Arrays.copyOfRange(file.file(), at - length, at);
    }

    private static void fill(byte[] rgb, byte[] palette, int background) {
        if (3 * background + 2 < palette.length) {
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = palette[3 * background + i % 3];
            }
        }
    }

    private byte[] subBlocks() throws BadImageException {
        int start = at;
        skipSubBlocks();
        byte[] joined = new byte[at - start];
        int length = 0;
        for (int from = start; file.u8(from) > 0; from += 1 + file.u8(from)) {
            System.arraycopy(file.file(), from + 1, joined, length, file.u8(from));
            length += file.u8(from);
        }
        return Arrays.copyOf(joined, length);
    }

    private void skipSubBlocks() throws BadImageException {
        int length = file.u8(at++);
        while (length > 0) {
            at += length;
            length = file.u8(at++);
        }
    }

    private void skipFrame() throws BadImageException {
        int flags = file.u8(at + 8L);
        at += 9;
        palette(flags);
        at++;
        skipSubBlocks();
    }
}
