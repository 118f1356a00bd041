package dev.consilium.trainer.recipe;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much an image of a specialist's own counts in the loss, by its class. */
public enum ClassWeights {
    /** All images the same: a class counts as much as it has images. */
    NONE {
        @Override
        double of(long images, int classes, long ofClass) {
            return 1;
        }
    },
    /**
     * All classes the same: an image of a class with n_k of all n images of K classes counts n / (K * n_k), scikit-learn's formula. The mean over all
     * images is 1, so that a specialist's own images together weigh as before: the balance with those of other classes stays.
     */
    BALANCED {
        @Override
        double of(long images, int classes, long ofClass) {
            return (double) images / (classes * ofClass);
        }
    };

    /**
     * The one of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static ClassWeights named(String text) {
        return Arrays.stream(values())
                .filter(weights -> weights.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown class weights '" + text + "': there is "
                        + Arrays.stream(values()).map(ClassWeights::text).collect(Collectors.joining(", ")) + "."));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param counts images of each class, 1 or more each */
    double[] of(long[] counts) {
        long images = Arrays.stream(counts).sum();
        return Arrays.stream(counts)
                .mapToDouble(ofClass -> of(images, counts.length, ofClass))
                .toArray();
    }

    abstract double of(long images, int classes, long ofClass);
}
