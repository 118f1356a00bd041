package dev.consilium.specialist.corpus;

import static dev.consilium.specialist.corpus.FileBytes.noise;

import java.util.List;

/** Pixels without a file. */
final class RawKinds {

    private static final String RGB8 = "image/x-rgb8";

    private RawKinds() {}

    static List<Kind> all() {
        return List.of(
                Kind.answered(
                        "Raw pixels (`image/x-rgb8`), up to the limit of bytes",
                        new Samples()
                                .add("1 x 1", noise(3), RGB8, 1, 1)
                                .add("32 x 32", noise(3072), RGB8, 32, 32)
                                .add("1 x 4000", noise(12_000), RGB8, 1, 4000)
                                .add("4000 x 1", noise(12_000), RGB8, 4000, 1)
                                .add("1182 x 1182", noise(1182 * 1182 * 3), RGB8, 1182, 1182)
                                .add("a type in capitals", noise(3), "IMAGE/X-RGB8", 1, 1)),
                Kind.refused(
                        "Raw pixels of another length than they should have",
                        "image/x-rgb8 of N x N pixels must have N bytes, but the content has N",
                        new Samples()
                                .add("one too few", noise(3071), RGB8, 32, 32)
                                .add("one too many", noise(3073), RGB8, 32, 32)
                                .add("grey", noise(1024), RGB8, 32, 32)
                                .add("with alpha", noise(4096), RGB8, 32, 32)
                                .add("a JPEG file", FileBytes.fixture("grey.jpg"), RGB8, 23, 17)
                                .add("4096 x 4096 of 12 bytes", noise(12), RGB8, 4096, 4096)),
                Kind.refused(
                        "Raw pixels without a width or a height",
                        "image/x-rgb8 needs width and height above 0, but they are … and …",
                        new Samples()
                                .add("neither", noise(3), RGB8, null, null)
                                .add("no width", noise(3), RGB8, null, 1)
                                .add("no height", noise(3), RGB8, 1, null)
                                .add("0 x 1", noise(3), RGB8, 0, 1)
                                .add("1 x 0", noise(3), RGB8, 1, 0)
                                .add("-1 x -1", noise(3), RGB8, -1, -1)
                                .add("-2^31 x -2^31", noise(3), RGB8, Integer.MIN_VALUE, Integer.MIN_VALUE)
                                .add("a PNG file", PngFile.picture(9, 7, 8, PngFile.RGB, false), RGB8, null, null)),
                Kind.refused(
                        "Raw pixels, more than the limit",
                        "RGB8 declares N x N pixels: more than the limit of N",
                        new Samples()
                                .add("4097 x 4096", noise(12), RGB8, 4097, 4096)
                                .add("65536 x 65536, which is 0 in 32 bits", noise(12), RGB8, 65_536, 65_536)
                                .add("2^31 - 1 each", noise(3), RGB8, Integer.MAX_VALUE, Integer.MAX_VALUE)));
    }
}
