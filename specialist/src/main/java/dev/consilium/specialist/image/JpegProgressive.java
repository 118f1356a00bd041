package dev.consilium.specialist.image;

/**
 * Blocks of a progressive JPEG file: each scan brings a band of coefficients ({@code start} to {@code end}), first without their lowest
 * {@code low} bits, later one more bit ({@code high} = {@code low} + 1).
 */
final class JpegProgressive implements JpegBlockReader {

    private final JpegBits bits;
    private final int start;
    private final int end;
    private final int high;
    private final int low;
    /** How many blocks from here on have nothing (more) in this band. */
    private int emptyBlocks;

    JpegProgressive(JpegBits bits, int start, int end, int high, int low) {
        this.bits = bits;
        this.start = start;
        this.end = end;
        this.high = high;
        this.low = low;
    }

    @Override
    public void restart() {
        emptyBlocks = 0;
    }

    @Override
    public void read(JpegScan.Part part, int block) throws BadImageException {
        short[] coefficients = part.component().coefficients;
        if (start == 0) {
            readDc(part, coefficients, block);
        } else if (high == 0) {
            readAc(JpegSequential.require(part.ac()), coefficients, block);
        } else {
            refineAc(JpegSequential.require(part.ac()), coefficients, block);
        }
    }

    private void readDc(JpegScan.Part part, short[] coefficients, int block) throws BadImageException {
        if (high > 0) {
            coefficients[block] |= (short) (bits.unsigned(1) << low);
            return;
        }
        JpegComponent component = part.component();
        component.lastDc += bits.signed(JpegSequential.dcSize(bits, part.dc()));
        coefficients[block] = (short) (component.lastDc << low);
    }

    private void readAc(JpegHuffman table, short[] coefficients, int block) throws BadImageException {
        if (emptyBlocks > 0) {
            emptyBlocks--;
            return;
        }
        for (int k = start; k <= end; k++) {
            int symbol = bits.symbol(table);
            int size = symbol & 0xF;
            int zeros = symbol >> 4;
            if (size > 0) {
                k += zeros;
                requireInBand(k);
                coefficients[block + ZigZag.natural(k)] = (short) (bits.signed(size) << low);
            } else if (zeros == 15) {
                k += 15;
            } else {
                emptyBlocks = runOfEmptyBlocks(zeros) - 1;
                return;
            }
        }
    }

    private void refineAc(JpegHuffman table, short[] coefficients, int block) throws BadImageException {
        int k = start;
        while (emptyBlocks == 0 && k <= end) {
            int symbol = bits.symbol(table);
            int zeros = symbol >> 4;
            int value = 0;
            if ((symbol & 0xF) > 0) {
                value = bits.unsigned(1) == 1 ? 1 << low : -(1 << low);
            } else if (zeros < 15) {
                emptyBlocks = runOfEmptyBlocks(zeros);
                break;
            }
            k = refine(coefficients, block, k, zeros);
            if (value != 0) {
                requireInBand(k);
                coefficients[block + ZigZag.natural(k)] = (short) value;
            }
            k++;
        }
        if (emptyBlocks > 0) {
            refine(coefficients, block, k, JpegComponent.BLOCK);
            emptyBlocks--;
        }
    }

    /** One more bit for each coefficient that is not zero, over {@code zeros} that are; gives the place of the zero behind these. */
    private int refine(short[] coefficients, int block, int from, int zeros) throws BadImageException {
        int left = zeros;
        int k = from;
        for (; k <= end; k++) {
            int place = block + ZigZag.natural(k);
            short value = coefficients[place];
            if (value == 0) {
                if (left == 0) {
                    return k;
                }
                left--;
            } else if (bits.unsigned(1) == 1 && (Math.abs(value) >> low & 1) == 0) {
                coefficients[place] += (short) (value > 0 ? 1 << low : -(1 << low));
            }
        }
        return k;
    }

    private void requireInBand(int k) throws BadImageException {
        if (k > end) {
            throw new BadImageException(
                    "JPEG is corrupt: a block of its image data has coefficients behind the scan's last");
        }
    }

    private int runOfEmptyBlocks(int size) throws BadImageException {
        return (1 << size) + (size == 0 ? 0 : bits.unsigned(size));
    }
}
