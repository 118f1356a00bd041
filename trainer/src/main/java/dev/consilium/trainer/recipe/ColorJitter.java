package dev.consilium.trainer.recipe;

import java.util.Random;

/**
 * Changes brightness, contrast and saturation, each by a factor drawn evenly from 1 - strength to 1 + strength and in an order drawn too: what
 * torchvision's {@code ColorJitter(strength, strength, strength)} does to float images in [0,1]. On plain arrays: nine tensor operations an
 * image would cost more.
 */
final class ColorJitter {
    private static final int CHANNELS = 3;
    private static final float RED = 0.2989f;
    private static final float GREEN = 0.587f;
    private static final float BLUE = 0.114f;
    /** Orders of brightness (0), contrast (1) and saturation (2). */
    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    private final double strength;

    /** @param strength from 0 to 1 */
    ColorJitter(double strength) {
        this.strength = strength;
    }

    /** @param rgb values in [0,1], pixel by pixel; changed in place */
    void change(float[] rgb, Random random) {
        int[] order = ORDERS[random.nextInt(ORDERS.length)];
        float[] factors = {factor(random), factor(random), factor(random)};
        for (int which : order) {
            switch (which) {
                case 0 -> brightness(rgb, factors[0]);
                case 1 -> contrast(rgb, factors[1]);
                default -> saturation(rgb, factors[2]);
            }
        }
    }

    private float factor(Random random) {
        return (float) (1 + strength * (2 * random.nextDouble() - 1));
    }

    /** Between black (0), the image (1) and beyond. */
    static void brightness(float[] rgb, float factor) {
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = unit(factor * rgb[i]);
        }
    }

    /** Between the image's mean grey (0), the image (1) and beyond. */
    static void contrast(float[] rgb, float factor) {
        // In double: a float sum over a large image loses what is small.
        double sum = 0;
        for (int pixel = 0; pixel < rgb.length; pixel += CHANNELS) {
            sum += grey(rgb, pixel);
        }
        int pixels = rgb.length / CHANNELS;
        float blended = (float) ((1 - factor) * (sum / pixels));
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = unit(factor * rgb[i] + blended);
        }
    }

    /** Between each pixel's grey (0), the image (1) and beyond. */
    static void saturation(float[] rgb, float factor) {
        for (int pixel = 0; pixel < rgb.length; pixel += CHANNELS) {
            float blended = (1 - factor) * grey(rgb, pixel);
            rgb[pixel] = unit(factor * rgb[pixel] + blended);
            rgb[pixel + 1] = unit(factor * rgb[pixel + 1] + blended);
            rgb[pixel + 2] = unit(factor * rgb[pixel + 2] + blended);
        }
    }

    /** The luma of ITU-R BT.601, with torchvision's digits. */
    private static float grey(float[] rgb, int pixel) {
        return RED * rgb[pixel] + GREEN * rgb[pixel + 1] + BLUE * rgb[pixel + 2];
    }

    private static float unit(float value) {
        return Math.max(0, Math.min(1, value));
    }
}
