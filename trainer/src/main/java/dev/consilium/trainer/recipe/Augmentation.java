package dev.consilium.trainer.recipe;

/**
 * How a training image is changed each time that it is seen, so that a network learns what an image shows and not the image.
 *
 * @param flip whether every second one, by chance, is mirrored left to right: PyTorch's RandomHorizontalFlip
 * @param crop by how many pixels it is moved at most, up or down and left or right, black where it is moved from: PyTorch's RandomCrop of
 *     the image's own size with so much padding
 */
public record Augmentation(boolean flip, int crop) {
    /** Images as they are. */
    public static final Augmentation NONE = new Augmentation(false, 0);

    private static final int LARGEST_CROP = 64;

    public Augmentation {
        if (crop < 0 || crop > LARGEST_CROP) {
            throw new IllegalArgumentException(
                    "The padding of the crop is " + crop + " pixels: it must be from 0 to " + LARGEST_CROP + ".");
        }
    }

    boolean changesNothing() {
        return !flip && crop == 0;
    }
}
