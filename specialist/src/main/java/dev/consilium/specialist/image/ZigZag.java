package dev.consilium.specialist.image;

/** The order in which JPEG writes the 64 coefficients of a block: along the diagonals, from the lowest frequency. */
final class ZigZag {

    private static final byte[] NATURAL = order();

    private ZigZag() {}

    /** Row x 8 + column of the k-th coefficient. */
    static int natural(int k) {
        return NATURAL[k];
    }

    private static byte[] order() {
        byte[] order = new byte[64];
        int k = 0;
        for (int diagonal = 0; diagonal < 15; diagonal++) {
            int from = Math.max(0, diagonal - 7);
            int to = Math.min(7, diagonal);
            for (int i = from; i <= to; i++) {
                // Odd diagonals run downwards, even ones upwards.
                int row = diagonal % 2 == 1 ? i : from + to - i;
                order[k++] = (byte) (row * 8 + diagonal - row);
            }
        }
        return order;
    }
}
