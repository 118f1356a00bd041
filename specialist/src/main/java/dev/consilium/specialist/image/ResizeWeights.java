package dev.consilium.specialist.image;

/** Which pixels of a line make up each pixel of a longer or shorter line, and with what weight. */
final class ResizeWeights {

    /** 8 bits of pixel, 22 of weight, and 2 to spare in an int. */
    static final int FRACTION_BITS = 22;

    private final int[] first;
    private final int[][] weights;

    private ResizeWeights(int size) {
        this.first = new int[size];
        this.weights = new int[size][];
    }

    static ResizeWeights of(int from, int to) {
        ResizeWeights weights = new ResizeWeights(to);
        double scale = (double) from / to;
        // Half the width of the triangle: one pixel when enlarging, as many as become one when shrinking.
        double reach = Math.max(scale, 1.0);
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale;
            int first = Math.max((int) (centre - reach + 0.5), 0);
            int end = Math.min((int) (centre + reach + 0.5), from);
            weights.first[i] = first;
            weights.weights[i] = fixedPoint(triangle(first, end - first, centre, reach));
        }
        return weights;
    }

    int first(int i) {
        return first[i];
    }

    int end(int i) {
        return first[i] + weights[i].length;
    }

    int size() {
        return first.length;
    }

    int[] at(int i) {
        return weights[i];
    }

    int at(int i, int k) {
        return weights[i][k];
    }

    private static double[] triangle(int first, int count, double centre, double reach) {
        double[] heights = new double[count];
        double sum = 0;
        double perPixel = 1.0 / reach;
        for (int k = 0; k < count; k++) {
            double distance = Math.abs((k + first - centre + 0.5) * perPixel);
            heights[k] = distance < 1.0 ? 1.0 - distance : 0.0;
            sum += heights[k];
        }
        for (int k = 0; k < count; k++) {
            heights[k] /= sum;
        }
        return heights;
    }

    private static int[] fixedPoint(double[] weights) {
        int[] fixed = new int[weights.length];
        for (int k = 0; k < fixed.length; k++) {
            fixed[k] = (int) (0.5 + weights[k] * (1 << FRACTION_BITS));
        }
        return fixed;
    }
}
