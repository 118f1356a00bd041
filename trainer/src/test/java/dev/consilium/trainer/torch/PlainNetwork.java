package dev.consilium.trainer.torch;

import ai.djl.Model;
import java.util.Map;
import java.util.stream.Collectors;

/** Conv2d(3, 32, 3, padding=1), ReLU, MaxPool2d(2, 2), flatten, Linear, as textbooks have them: slow, in double, no libtorch. */
final class PlainNetwork {
    private static final int SIDE = 32;
    private static final int HALF = SIDE / 2;
    private static final int COLOURS = 3;
    private static final int FILTERS = 32;

    private final Map<String, float[]> weights;
    private final int classes;

    private PlainNetwork(Map<String, float[]> weights) {
        this.weights = weights;
        classes = weights.get("head.bias").length;
    }

    /** With the weights of a trained template. */
    static PlainNetwork of(Model model) {
        return new PlainNetwork(model.getBlock().getParameters().stream()
                .collect(Collectors.toMap(
                        parameter -> parameter.getValue().getArray().getName(),
                        parameter -> parameter.getValue().getArray().toFloatArray())));
    }

    /** Of images plane by plane. */
    float[] logits(float[] images, int count) {
        float[] logits = new float[count * classes];
        for (int image = 0; image < count; image++) {
            for (int k = 0; k < classes; k++) {
                logits[image * classes + k] = weights.get("head.bias")[k];
            }
            double[] sums = new double[classes];
            for (int f = 0; f < FILTERS; f++) {
                addFilter(images, image * COLOURS * SIDE * SIDE, f, sums);
            }
            for (int k = 0; k < classes; k++) {
                logits[image * classes + k] += (float) sums[k];
            }
        }
        return logits;
    }

    private void addFilter(float[] images, int start, int filter, double[] sums) {
        for (int y = 0; y < HALF; y++) {
            for (int x = 0; x < HALF; x++) {
                double largest = 0; // the ReLU
                for (int corner = 0; corner < 4; corner++) {
                    largest =
                            Math.max(largest, convolved(images, start, filter, 2 * y + corner / 2, 2 * x + corner % 2));
                }
                for (int k = 0; k < classes; k++) {
                    int column = (y * HALF + x) * FILTERS + filter;
                    sums[k] += largest * weights.get("head.weight")[k * FILTERS * HALF * HALF + column];
                }
            }
        }
    }

    private double convolved(float[] images, int start, int filter, int row, int column) {
        double sum = weights.get("conv.bias")[filter];
        for (int colour = 0; colour < COLOURS; colour++) {
            for (int tap = 0; tap < 9; tap++) {
                int y = row + tap / 3 - 1;
                int x = column + tap % 3 - 1;
                if (y >= 0 && y < SIDE && x >= 0 && x < SIDE) {
                    sum += (double) images[start + (colour * SIDE + y) * SIDE + x]
                            * weights.get("conv.weight")[(filter * COLOURS + colour) * 9 + tap];
                }
            }
        }
        return sum;
    }
}
