package dev.consilium.specialist.image;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;

import dev.consilium.specialist.InputShape;

/**
 * By how much an image is reduced while it is decoded. A JPEG is made of blocks of 8 x 8 frequencies, and of the lower ones alone a
 * smaller image comes out directly, for a fraction of the work. What is left stays at least twice the wanted size in both directions,
 * so that {@link Resize} still decides what the specialist sees; the rule is that of Pillow's {@code resize(reducing_gap=2.0)}. It depends on the
 * image and the specialist's input alone: not on settings, nor on who else is consulted.
 *
 * <p>For photographs the result differs from that of the whole image by at most 2 of 255 in the mean and by at most 25 at the sharpest
 * edges of full colours; as a rule by 0.2 to 0.7 in the mean and by 4 to 10 at most.
 */
enum Reduction {
    EIGHTH(8, IMREAD_REDUCED_COLOR_8 | IMREAD_COLOR_RGB),
    QUARTER(4, IMREAD_REDUCED_COLOR_4 | IMREAD_COLOR_RGB),
    HALF(2, IMREAD_REDUCED_COLOR_2 | IMREAD_COLOR_RGB),
    NONE(1, IMREAD_COLOR_RGB);

    private static final int GAP = 2;

    private final int divisor;
    private final int flag;

    Reduction(int divisor, int flag) {
        this.divisor = divisor;
        this.flag = flag;
    }

    /** The largest that leaves enough of the image. */
    static Reduction of(ImageHeader header, InputShape target) {
        if (header.format() == ImageFormat.JPEG) {
            for (Reduction reduction : values()) {
                if (header.width() >= (long) GAP * target.width() * reduction.divisor
                        && header.height() >= (long) GAP * target.height() * reduction.divisor) {
                    return reduction;
                }
            }
        }
        return NONE;
    }

    /** What is left of a side of that length; a part of a pixel counts as one. */
    long of(long side) {
        return (side + divisor - 1) / divisor;
    }

    /** OpenCV's. */
    int flag() {
        return flag;
    }
}
