package dev.consilium.specialist.image;

import java.util.Arrays;

/**
 * One component of a JPEG frame: its sampling, its coefficients as the scans bring them, its samples at the end. Owned by the decoding of
 * one image.
 */
final class JpegComponent {

    static final int BLOCK = 64;

    final int id;
    final int horizontal;
    final int vertical;
    final int quantisation;
    /** Samples that belong to the image: without the padding to whole blocks. */
    final int width;

    final int height;
    /** Blocks that belong to the image, and with padding to whole interleaved units. */
    final int blocksAcross;

    final int blocksDown;
    final int stride;
    /** Block by block, 64 each, in natural order, not yet dequantised. */
    final short[] coefficients;
    /** How many low bits of each coefficient are still to come; -1: nothing has come. */
    final byte[] missingBits = new byte[BLOCK];
    /** Of the block before this one, in a scan. */
    int lastDc;

    JpegComponent(int id, int horizontal, int vertical, int quantisation, JpegFrameSize frame) {
        this.id = id;
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.quantisation = quantisation;
        this.width = ceil(frame.width() * horizontal, frame.maxHorizontal());
        this.height = ceil(frame.height() * vertical, frame.maxVertical());
        this.blocksAcross = ceil(width, 8);
        this.blocksDown = ceil(height, 8);
        this.stride = frame.unitsAcross() * horizontal;
        this.coefficients = new short[frame.unitsDown() * vertical * stride * BLOCK];
        Arrays.fill(missingBits, (byte) -1);
    }

    int blockAt(int row, int column) {
        return (row * stride + column) * BLOCK;
    }

    static int ceil(int value, int divisor) {
        return (value + divisor - 1) / divisor;
    }
}
