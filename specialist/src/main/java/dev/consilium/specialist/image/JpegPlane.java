package dev.consilium.specialist.image;

import java.util.Arrays;

/**
 * The samples of one component, from its coefficients: the inverse cosine transform, in the integer arithmetic that all libjpegs share
 * ("islow"; Loeffler, Ligtenberg and Moschytz, 1989, with 13 fractional bits), so that the samples are equal bit by bit.
 *
 * @param samples row by row, unsigned, padded to whole blocks
 * @param stride samples in a row, with the padding
 */
record JpegPlane(byte[] samples, int stride) {

    private static final int FRACTION = 13;
    /** Bits that the first pass keeps for the second. */
    private static final int KEPT = 2;

    private static final int C0_298 = fixed(0.298631336);
    private static final int C0_390 = fixed(0.390180644);
    private static final int C0_541 = fixed(0.541196100);
    private static final int C0_765 = fixed(0.765366865);
    private static final int C0_899 = fixed(0.899976223);
    private static final int C1_175 = fixed(1.175875602);
    private static final int C1_501 = fixed(1.501321110);
    private static final int C1_847 = fixed(1.847759065);
    private static final int C1_961 = fixed(1.961570560);
    private static final int C2_053 = fixed(2.053119869);
    private static final int C2_562 = fixed(2.562915447);
    private static final int C3_072 = fixed(3.072711026);

    static JpegPlane of(JpegComponent component, int[] divisors) {
        int stride = component.stride * 8;
        byte[] samples = new byte[stride * component.blocksDown * 8];
        int[] work = new int[JpegComponent.BLOCK];
        for (int row = 0; row < component.blocksDown; row++) {
            for (int column = 0; column < component.blocksAcross; column++) {
                int block = component.blockAt(row, column);
                int out = row * 8 * stride + column * 8;
                if (onlyDc(component.coefficients, block)) {
                    flat(component.coefficients[block] * divisors[0], samples, out, stride);
                } else {
                    columns(component.coefficients, block, divisors, work);
                    rows(work, samples, out, stride);
                }
            }
        }
        return new JpegPlane(samples, stride);
    }

    private static boolean onlyDc(short[] coefficients, int block) {
        int any = 0;
        for (int k = 1; k < JpegComponent.BLOCK; k++) {
            any |= coefficients[block + k];
        }
        return any == 0;
    }

    private static void flat(int dc, byte[] samples, int out, int stride) {
        byte sample = sample((dc + 4) >> 3);
        for (int row = 0; row < 8; row++) {
            Arrays.fill(samples, out + row * stride, out + row * stride + 8, sample);
        }
    }

    private static void columns(short[] in, int block, int[] divisors, int[] out) {
        for (int c = 0; c < 8; c++) {
            int i = block + c;
            if ((in[i + 8] | in[i + 16] | in[i + 24] | in[i + 32] | in[i + 40] | in[i + 48] | in[i + 56]) == 0) {
                // The most common column: what the transform would give, at once.
                int all = in[i] * divisors[c] << KEPT;
                for (int row = c; row < JpegComponent.BLOCK; row += 8) {
                    out[row] = all;
                }
                continue;
            }
            transform(
                    in[i] * divisors[c],
                    in[i + 8] * divisors[c + 8],
                    in[i + 16] * divisors[c + 16],
                    in[i + 24] * divisors[c + 24],
                    in[i + 32] * divisors[c + 32],
                    in[i + 40] * divisors[c + 40],
                    in[i + 48] * divisors[c + 48],
                    in[i + 56] * divisors[c + 56],
                    FRACTION - KEPT,
                    out,
                    c,
                    8);
        }
    }

    private static void rows(int[] work, byte[] samples, int out, int stride) {
        for (int row = 0; row < JpegComponent.BLOCK; row += 8) {
            transform(
                    work[row],
                    work[row + 1],
                    work[row + 2],
                    work[row + 3],
                    work[row + 4],
                    work[row + 5],
                    work[row + 6],
                    work[row + 7],
                    FRACTION + KEPT + 3,
                    work,
                    row,
                    1);
            int to = out + row / 8 * stride;
            for (int c = 0; c < 8; c++) {
                samples[to + c] = sample(work[row + c]);
            }
        }
    }

    /** Eight coefficients to eight samples; the result has {@code drop} fractional bits less than the products. */
    private static void transform(
            int s0, int s1, int s2, int s3, int s4, int s5, int s6, int s7, int drop, int[] out, int at, int step) {
        int shared = (s2 + s6) * C0_541;
        int even2 = shared - s6 * C1_847;
        int even3 = shared + s2 * C0_765;
        int even0 = (s0 + s4) << FRACTION;
        int even1 = (s0 - s4) << FRACTION;
        int half = 1 << (drop - 1);
        int a = even0 + even3 + half;
        int d = even0 - even3 + half;
        int b = even1 + even2 + half;
        int c = even1 - even2 + half;

        int z5 = (s7 + s3 + s5 + s1) * C1_175;
        int z1 = -(s7 + s1) * C0_899;
        int z2 = -(s5 + s3) * C2_562;
        int z3 = -(s7 + s3) * C1_961 + z5;
        int z4 = -(s5 + s1) * C0_390 + z5;
        int odd0 = s7 * C0_298 + z1 + z3;
        int odd1 = s5 * C2_053 + z2 + z4;
        int odd2 = s3 * C3_072 + z2 + z3;
        int odd3 = s1 * C1_501 + z1 + z4;

        out[at] = (a + odd3) >> drop;
        out[at + step] = (b + odd2) >> drop;
        out[at + 2 * step] = (c + odd1) >> drop;
        out[at + 3 * step] = (d + odd0) >> drop;
        out[at + 4 * step] = (d - odd0) >> drop;
        out[at + 5 * step] = (c - odd1) >> drop;
        out[at + 6 * step] = (b - odd2) >> drop;
        out[at + 7 * step] = (a - odd3) >> drop;
    }

    /** Level shift, and cut to 0..255. */
    private static byte sample(int value) {
        return (byte) Math.max(0, Math.min(255, value + 128));
    }

    private static int fixed(double constant) {
        return (int) (constant * (1 << FRACTION) + 0.5);
    }
}
