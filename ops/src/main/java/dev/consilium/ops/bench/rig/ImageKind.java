package dev.consilium.ops.bench.rig;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The images that can be measured on, all made from the images that come with the project. */
public enum ImageKind {
    /** JPEG files of 32 x 32 pixels, about 1 kB. */
    JPEG_32("jpeg-32", 2_000),
    /** The same pixels without a file around them: 3 kB of RGB. */
    RGB8_32("rgb8-32", 2_000),
    /** JPEG files of 640 x 480 pixels with the texture of a photograph, 30 to 80 kB: what a camera sends. */
    JPEG_640("jpeg-640", 200);

    private final String label;
    private final int distinct;

    ImageKind(String label, int distinct) {
        this.label = label;
        this.distinct = distinct;
    }

    /** As it is called on the command line and in topics. */
    public String label() {
        return label;
    }

    /** How many different ones there are; a topic repeats them. */
    int distinct() {
        return distinct;
    }

    /**
     * The kind of this label.
     *
     * @throws IllegalArgumentException when there is no such kind; names those that there are
     */
    public static ImageKind of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label.equals(label.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no kind of images '" + label + "': "
                        + Arrays.stream(values()).map(ImageKind::label).collect(Collectors.joining(", "))));
    }
}
