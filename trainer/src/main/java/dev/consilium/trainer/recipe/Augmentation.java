package dev.consilium.trainer.recipe;

/**
 * How a training image is changed each time that it is seen, so that a network learns what an image shows and not the image.
 *
 * @param flip whether every second one, by chance, is mirrored left to right: PyTorch's RandomHorizontalFlip
 * @param crop by how many pixels it is moved at most, up or down and left or right, black where it is moved from: PyTorch's RandomCrop of
 *     the image's own size with so much padding
 * @param colorJitter by how much of themselves brightness, contrast and saturation change at most, from 0 to 1: torchvision's ColorJitter
 */
public record Augmentation(boolean flip, int crop, double colorJitter) {
    /** Images as they are. */
    public static final Augmentation NONE = new Augmentation(false, 0, 0);

    private static final int LARGEST_CROP = 64;

    public Augmentation {
        if (crop < 0 || crop > LARGEST_CROP) {
            throw new IllegalArgumentException(
                    "The padding of the crop is " + crop + " pixels: it must be from 0 to " + LARGEST_CROP + ".");
        }
        if (!(colorJitter >= 0 && colorJitter <= 1)) {
            throw new IllegalArgumentException(
                    "The strength of the color jitter is " + colorJitter + ": it must be from 0 to 1, like 0.2.");
        }
    }

    boolean movesPixels() {
        return flip || crop > 0;
    }

    boolean changesColors() {
        return colorJitter > 0;
    }
}
