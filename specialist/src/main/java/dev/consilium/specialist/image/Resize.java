package dev.consilium.specialist.image;

import java.util.Arrays;

/**
 * Brings an image to another size: bilinear with half-pixel centres, and with the filter widened when the image shrinks
 * (antialiasing). Bit by bit what Pillow computes, and so what most PyTorch users have trained on:
 *
 * <pre>
 * Image.open(file).convert("RGB").resize((width, height), Image.BILINEAR)   # torchvision.transforms.Resize((height, width))
 * </pre>
 *
 * <p>Along each line first, then across the lines, rounded to 8 bits each time. The aspect ratio is not kept. An image that has the
 * size already comes back as it is.
 */
public final class Resize {

    private static final int HALF = 1 << (ResizeWeights.FRACTION_BITS - 1);

    private Resize() {}

    /** The image at {@code width} x {@code height} pixels. */
    public static Pixels to(int width, int height, Pixels source) {
        if (source.width() == width && source.height() == height) {
            return source;
        }
        ResizeWeights across = ResizeWeights.of(source.width(), width);
        ResizeWeights down = ResizeWeights.of(source.height(), height);
        // Line by line, and each is added to the rows it is a part of: an image of one column and millions of lines
        // takes no
        // more memory than its result.
        int stride = width * Pixels.CHANNELS;
        byte[] line = new byte[stride];
        int[] sums = new int[height * stride];
        Arrays.fill(sums, HALF);
        int firstOpen = 0;
        for (int y = 0; y < source.height(); y++) {
            shrink(source, y, across, line);
            while (firstOpen < height && down.end(firstOpen) <= y) {
                firstOpen++;
            }
            for (int row = firstOpen; row < height && down.first(row) <= y; row++) {
                add(line, down.at(row, y - down.first(row)), sums, row * stride);
            }
        }
        byte[] rgb = new byte[sums.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = rounded(sums[i]);
        }
        return new Pixels(width, height, rgb);
    }

    private static void shrink(Pixels source, int y, ResizeWeights weights, byte[] line) {
        byte[] from = source.rgb();
        int start = y * source.width() * Pixels.CHANNELS;
        int out = 0;
        for (int x = 0; x < weights.size(); x++) {
            int in = start + weights.first(x) * Pixels.CHANNELS;
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            for (int weight : weights.at(x)) {
                red += weight * (from[in++] & 0xFF);
                green += weight * (from[in++] & 0xFF);
                blue += weight * (from[in++] & 0xFF);
            }
            line[out++] = rounded(red);
            line[out++] = rounded(green);
            line[out++] = rounded(blue);
        }
    }

    private static void add(byte[] line, int weight, int[] sums, int at) {
        for (int i = 0; i < line.length; i++) {
            sums[at + i] += weight * (line[i] & 0xFF);
        }
    }

    /** Weights are not negative and sum to 1 but for their rounding: the result can pass 255, and never 0. */
    private static byte rounded(int sum) {
        return (byte) Math.min(sum >> ResizeWeights.FRACTION_BITS, 0xFF);
    }
}
