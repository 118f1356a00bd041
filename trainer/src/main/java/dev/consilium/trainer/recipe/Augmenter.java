package dev.consilium.trainer.recipe;

import dev.consilium.specialist.InputShape;
import java.util.Arrays;
import java.util.Random;

/** Draws a new view of an image each time. Owned by the thread that trains. */
final class Augmenter {
    private static final int CHANNELS = 3;

    private final Augmentation augmentation;
    private final InputShape shape;
    private final long seed;
    private final ColorJitter jitter;
    private final byte[] view;
    private Random random;

    Augmenter(Augmentation augmentation, InputShape shape, long seed) {
        this.augmentation = augmentation;
        this.shape = shape;
        this.seed = seed;
        jitter = new ColorJitter(augmentation.colorJitter());
        view = new byte[shape.height() * shape.width() * CHANNELS];
        random = new Random(seed);
    }

    /** What is drawn depends on the epoch and not on what was drawn before: a training may go on at any epoch. */
    void startEpoch(int epoch) {
        random = new Random(seed * 31 + epoch);
    }

    /**
     * A view of an image.
     *
     * @param rgb row by row, left as it is
     * @return valid until the next call
     */
    byte[] view(byte[] rgb) {
        if (!augmentation.movesPixels()) {
            return rgb;
        }
        int crop = augmentation.crop();
        int down = crop == 0 ? 0 : random.nextInt(2 * crop + 1) - crop;
        int right = crop == 0 ? 0 : random.nextInt(2 * crop + 1) - crop;
        move(rgb, down, right);
        if (augmentation.flip() && random.nextBoolean()) {
            mirror();
        }
        return view;
    }

    /**
     * Changes the colours of the image that {@link #view} was last asked for.
     *
     * @param values of the view in [0,1], pixel by pixel; changed in place
     */
    void recolor(float[] values) {
        if (augmentation.changesColors()) {
            jitter.change(values, random);
        }
    }

    private void move(byte[] rgb, int down, int right) {
        int stride = shape.width() * CHANNELS;
        int length = Math.max(0, shape.width() - Math.abs(right)) * CHANNELS;
        if (down != 0 || right != 0) {
            Arrays.fill(view, (byte) 0);
        }
        for (int row = Math.max(0, down); length > 0 && row < Math.min(shape.height(), shape.height() + down); row++) {
            int from = (row - down) * stride + Math.max(0, -right) * CHANNELS;
            System.arraycopy(rgb, from, view, row * stride + Math.max(0, right) * CHANNELS, length);
        }
    }

    private void mirror() {
        int stride = shape.width() * CHANNELS;
        for (int start = 0; start < view.length; start += stride) {
            for (int left = start, right = start + stride - CHANNELS;
                    left < right;
                    left += CHANNELS, right -= CHANNELS) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    byte swap = view[left + channel];
                    view[left + channel] = view[right + channel];
                    view[right + channel] = swap;
                }
            }
        }
    }
}
