package dev.consilium.specialist.corpus;

import static dev.consilium.specialist.corpus.FileBytes.bytes;
import static dev.consilium.specialist.corpus.FileBytes.fixture;
import static dev.consilium.specialist.corpus.FileBytes.join;
import static dev.consilium.specialist.corpus.FileBytes.noise;
import static dev.consilium.specialist.corpus.FileBytes.text;
import static dev.consilium.specialist.corpus.GifFile.blocks;
import static dev.consilium.specialist.corpus.GifFile.codes;
import static dev.consilium.specialist.corpus.GifFile.descriptor;
import static dev.consilium.specialist.corpus.GifFile.extension;
import static dev.consilium.specialist.corpus.GifFile.frame;
import static dev.consilium.specialist.corpus.GifFile.screen;

import java.util.Arrays;
import java.util.List;

final class GifKinds {

    private static final String NOW = "GIF89a";
    private static final int INTERLACED = 0x40;

    private GifKinds() {}

    static List<Kind> all() {
        return List.of(
                Kind.answered("GIF, also interlaced, transparent, of one pixel, with comments", good()),
                Kind.answered("Animated GIF: its first frame, which may be smaller than the screen", animated()),
                Kind.answered(
                        "GIF whose data end too early, with an end code: the first colour where they are missing",
                        new Samples()
                                .add("half of the data", early(8, noise(30)))
                                .add("the end code alone", early(8, new byte[0]))
                                .add("codes of another width, which mean an end", early(1, noise(63)))),
                Kind.refused(
                        "GIF of more pixels than the limit",
                        "GIF declares N x N pixels: more than the limit of N",
                        new Samples()
                                .add("65535 x 65535", GifFile.of(NOW, 65_535, 65_535, frame(0, 0, 9, 7, 0)))
                                .add("4097 x 4096", GifFile.of(NOW, 4097, 4096, frame(0, 0, 9, 7, 0)))),
                Kind.refused(
                        "GIF without pixels",
                        "GIF declares N x N pixels",
                        new Samples()
                                .add("0 x 7", GifFile.of(NOW, 0, 7, frame(0, 0, 9, 7, 0)))
                                .add("0 x 0", GifFile.of(NOW, 0, 0, frame(0, 0, 9, 7, 0)))),
                Kind.refused(
                        "GIF whose first frame is larger than its screen",
                        "GIF is corrupt: its first frame is larger than the file declares",
                        new Samples()
                                .add("a wider one", GifFile.of(NOW, 9, 7, frame(0, 0, 10, 7, 0)))
                                .add("one of 65535 x 65535", GifFile.of(NOW, 9, 7, declared(65_535, 65_535)))),
                Kind.refused(
                        "GIF whose data are damaged, or that has none", "GIF is truncated or corrupt: …", damaged()),
                Kind.refused(
                        "GIF with a block of an unknown kind",
                        "GIF is corrupt: a block of kind N at byte N",
                        new Samples()
                                .add("a zero", GifFile.of(NOW, 9, 7, bytes(0), frame(0, 0, 9, 7, 0)))
                                .add("text", GifFile.of(NOW, 9, 7, frame(0, 0, 9, 7, 0), text("hello")))),
                Kind.refused(
                        "GIF that is cut", "truncated: the file ends after N bytes, within what it announces", cut()));
    }

    private static Samples good() {
        byte[] frame = frame(0, 0, 9, 7, 0);
        return new Samples()
                .add("of today", GifFile.of(NOW, 9, 7, frame))
                .add("of 1987", GifFile.of("GIF87a", 9, 7, frame))
                .add("interlaced", GifFile.of(NOW, 9, 17, frame(0, 0, 9, 17, INTERLACED)))
                .add("one pixel", GifFile.of(NOW, 1, 1, frame(0, 0, 1, 1, 0)))
                .add("1 x 3000", GifFile.of(NOW, 1, 3000, frame(0, 0, 1, 3000, 0)))
                .add("transparent", GifFile.of(NOW, 9, 7, extension(0xF9, bytes(1, 0, 0, 7)), frame))
                .add(
                        "a comment of HTML",
                        GifFile.of(NOW, 9, 7, extension(0xFE, text("<script>alert(1)</script>")), frame))
                .add("a comment of a megabyte", GifFile.of(NOW, 9, 7, extension(0xFE, noise(1 << 20)), frame))
                .add("an unknown extension", GifFile.of(NOW, 9, 7, extension(0x42, noise(10)), frame))
                .add(
                        "a palette of its own",
                        GifFile.of(
                                NOW,
                                9,
                                7,
                                descriptor(0, 0, 9, 7, 0x87),
                                noise(768),
                                bytes(8),
                                blocks(codes(noise(63)))))
                .add("bytes behind its end", join(GifFile.of(NOW, 9, 7, frame), new byte[50]))
                .add("two colours, by Pillow", fixture("two-colours.gif"))
                .add("200 colours, by Pillow", fixture("palette.gif"))
                .add("interlaced, by Pillow", fixture("interlaced.gif"));
    }

    private static Samples animated() {
        byte[] loop = extension(0xFF, text("NETSCAPE2.0\3\1\0\0\0"));
        byte[] frame = frame(0, 0, 9, 7, 0);
        byte[][] many = new byte[1000][];
        Arrays.fill(many, frame(2, 2, 3, 3, 0));
        return new Samples()
                .add("three frames, by Pillow", fixture("animated.gif"))
                .add("two frames", GifFile.of(NOW, 9, 7, loop, frame, frame(2, 2, 3, 3, 0)))
                .add("a first frame of 3 x 3", GifFile.of(NOW, 9, 7, frame(2, 2, 3, 3, 0), frame))
                .add("a first frame that lies outside", GifFile.of(NOW, 9, 7, frame(500, 500, 3, 3, 0)))
                .add("a second frame of 65535 x 65535", GifFile.of(NOW, 9, 7, frame, declared(65_535, 65_535)))
                .add("1000 frames", GifFile.of(NOW, 9, 7, frame, join(many)));
    }

    /** A frame that only declares its size. */
    private static byte[] declared(int width, int height) {
        return join(descriptor(0, 0, width, height, 0), bytes(8), blocks(codes(noise(63))));
    }

    private static byte[] early(int codeSize, byte[] values) {
        return GifFile.of(NOW, 9, 7, descriptor(0, 0, 9, 7, 0), bytes(codeSize), blocks(codes(values)));
    }

    private static Samples damaged() {
        byte[] place = descriptor(0, 0, 9, 7, 0);
        Samples samples = new Samples()
                .add("no frame", GifFile.of(NOW, 9, 7))
                .add("no data", GifFile.of(NOW, 9, 7, place, bytes(8, 0)))
                .add("data of noise", GifFile.of(NOW, 9, 7, place, bytes(8), blocks(noise(500))))
                .add("no palette at all", join(screen(NOW, 9, 7, 0), frame(0, 0, 9, 7, 0), GifFile.END));
        for (int size : new int[] {0, 12, 13, 255}) {
            samples.add(
                    "codes of " + size + " bits", GifFile.of(NOW, 9, 7, place, bytes(size), blocks(codes(noise(63)))));
        }
        return samples;
    }

    private static Samples cut() {
        byte[] file = GifFile.of(NOW, 9, 7, extension(0xFE, text("a comment")), frame(0, 0, 9, 7, 0));
        return new Samples()
                .addCuts("GIF", file, 4, 20)
                .add(
                        "GIF with a block beyond its end",
                        GifFile.of(NOW, 9, 7, descriptor(0, 0, 9, 7, 0), bytes(8, 255)));
    }
}
