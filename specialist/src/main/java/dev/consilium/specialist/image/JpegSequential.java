package dev.consilium.specialist.image;

import org.jspecify.annotations.Nullable;

/** Blocks of a sequential JPEG file (baseline and extended): all 64 coefficients at once. */
final class JpegSequential implements JpegBlockReader {

    private final JpegBits bits;

    JpegSequential(JpegBits bits) {
        this.bits = bits;
    }

    @Override
    public void read(JpegScan.Part part, int block) throws BadImageException {
        JpegComponent component = part.component();
        short[] coefficients = component.coefficients;
        component.lastDc += bits.signed(dcSize(bits, part.dc()));
        coefficients[block] = (short) component.lastDc;
        JpegHuffman ac = require(part.ac());
        for (int k = 1; k < JpegComponent.BLOCK; k++) {
            int symbol = bits.symbol(ac);
            int size = symbol & 0xF;
            int zeros = symbol >> 4;
            if (size == 0) {
                if (zeros < 15) {
                    return;
                }
                k += 15;
            } else {
                k += zeros;
                requireInside(k);
                coefficients[block + ZigZag.natural(k)] = (short) bits.signed(size);
            }
        }
    }

    static int dcSize(JpegBits bits, @Nullable JpegHuffman dc) throws BadImageException {
        int size = bits.symbol(require(dc));
        if (size > 11) {
            throw new BadImageException("JPEG is corrupt: a difference of " + size + " bits in its image data");
        }
        return size;
    }

    static JpegHuffman require(@Nullable JpegHuffman table) throws BadImageException {
        if (table == null) {
            throw new BadImageException("JPEG is corrupt: a Huffman table that its image data needs is missing");
        }
        return table;
    }

    static void requireInside(int k) throws BadImageException {
        if (k >= JpegComponent.BLOCK) {
            throw new BadImageException("JPEG is corrupt: a block of its image data has more than 64 coefficients");
        }
    }
}
