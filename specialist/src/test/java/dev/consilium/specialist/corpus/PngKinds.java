package dev.consilium.specialist.corpus;

import static dev.consilium.specialist.corpus.FileBytes.deflated;
import static dev.consilium.specialist.corpus.FileBytes.join;
import static dev.consilium.specialist.corpus.FileBytes.noise;
import static dev.consilium.specialist.corpus.FileBytes.text;
import static dev.consilium.specialist.corpus.FileBytes.with;
import static dev.consilium.specialist.corpus.PngFile.END;
import static dev.consilium.specialist.corpus.PngFile.GREY;
import static dev.consilium.specialist.corpus.PngFile.GREY_ALPHA;
import static dev.consilium.specialist.corpus.PngFile.PALETTE;
import static dev.consilium.specialist.corpus.PngFile.RGB;
import static dev.consilium.specialist.corpus.PngFile.RGB_ALPHA;
import static dev.consilium.specialist.corpus.PngFile.chunk;
import static dev.consilium.specialist.corpus.PngFile.data;
import static dev.consilium.specialist.corpus.PngFile.header;
import static dev.consilium.specialist.corpus.PngFile.number;
import static dev.consilium.specialist.corpus.PngFile.palette;
import static dev.consilium.specialist.corpus.PngFile.picture;
import static dev.consilium.specialist.corpus.PngFile.pictureOf;
import static dev.consilium.specialist.corpus.PngFile.pictureWith;
import static dev.consilium.specialist.corpus.PngFile.rows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** PNG files that are read. */
final class PngKinds {

    private static final Map<String, int[]> DEPTHS = new TreeMap<>(Map.of(
            "0 grey", new int[] {1, 2, 4, 8, 16},
            "2 colour", new int[] {8, 16},
            "3 palette", new int[] {1, 2, 4, 8},
            "4 grey and alpha", new int[] {8, 16},
            "6 colour and alpha", new int[] {8, 16}));

    /** What libpng takes of a text at most; its reader takes a thousand of them. */
    private static final int LARGEST_TEXT = 7_900_000;

    private PngKinds() {}

    static List<Kind> all() {
        return List.of(
                Kind.answered("PNG of each type of colour, at each depth, interlaced or not", depths()),
                Kind.answered("PNG whose rows are filtered, in each way", filters()),
                Kind.answered("PNG with a transparent colour (`tRNS`), which is a colour as any other", transparent()),
                Kind.answered("PNG with metadata, right or wrong: not looked at", metadata()),
                Kind.answered("PNG with texts and profiles that inflate to 800 MB: not looked at", inflating()),
                Kind.answered("Animated PNG, right or wrong: its own picture, not its frames", animated()),
                Kind.answered("PNG with its data in many pieces", pieces()),
                Kind.answered("PNG of odd proportions, and of 4096 x 4096 pixels", proportions()),
                Kind.answered("PNG with something behind its end", behindTheEnd()));
    }

    private static Samples depths() {
        Samples samples = new Samples();
        DEPTHS.forEach((name, depths) -> {
            int colour = name.charAt(0) - '0';
            for (int depth : depths) {
                String what = "PNG, " + name.substring(2) + ", " + depth + " bits";
                samples.add(what, picture(19, 11, depth, colour, false));
                samples.add(what + ", interlaced", picture(19, 11, depth, colour, true));
            }
        });
        return samples;
    }

    private static Samples filters() {
        Samples samples = new Samples();
        String[] names = {"none", "sub", "up", "average", "Paeth"};
        for (int filter = 0; filter < names.length; filter++) {
            byte[] rows = rows(9, 7, 24, false);
            for (int y = 0; y < 7; y++) {
                rows[y * 28] = (byte) filter;
            }
            samples.add("PNG filter " + names[filter], pictureOf(data(rows)));
        }
        return samples;
    }

    private static Samples transparent() {
        return new Samples()
                .add(
                        "grey",
                        PngFile.of(
                                header(9, 7, 8, GREY, 0, 0, 0),
                                chunk("tRNS", new byte[2]),
                                data(rows(9, 7, 8, false)),
                                END))
                .add("colour", pictureWith(chunk("tRNS", new byte[6])))
                .add(
                        "palette",
                        PngFile.of(
                                header(9, 7, 8, PALETTE, 0, 0, 0),
                                palette(256),
                                chunk("tRNS", new byte[256]),
                                data(rows(9, 7, 8, false)),
                                END));
    }

    private static Samples metadata() {
        Samples samples = new Samples()
                .add("text", pictureWith(chunk("tEXt", text("Comment\0<script>alert(1)</script>"))))
                .add("text without a key", pictureWith(chunk("tEXt", new byte[0])))
                .add("broken compressed text", pictureWith(chunk("zTXt", noise(100))))
                .add("international text", pictureWith(chunk("iTXt", text("a\0\0\0de\0\0b"))))
                .add("broken profile", pictureWith(chunk("iCCP", join(text("p\0\0"), noise(50)))))
                .add("EXIF that turns", pictureWith(chunk("eXIf", JpegFile.exif(6))))
                .add("EXIF of noise", pictureWith(chunk("eXIf", noise(60))))
                .add("300 texts", pictureWith(repeated(chunk("tEXt", text("a\0b")), 300)))
                .add("a private chunk", pictureWith(chunk("prVt", noise(1000))));
        for (String type : List.of("gAMA", "cHRM", "sRGB", "pHYs", "bKGD", "hIST", "sPLT", "tIME", "sBIT")) {
            samples.add(type + " of the wrong length", pictureWith(chunk(type, new byte[5])));
        }
        return samples;
    }

    private static Samples inflating() {
        byte[] bomb = deflated(new byte[LARGEST_TEXT]);
        return new Samples()
                .add("compressed texts", pictureWith(repeated(chunk("zTXt", join(text("a\0\0"), bomb)), 100)))
                .add(
                        "international texts",
                        pictureWith(repeated(chunk("iTXt", join(text("a\0\1\0de\0\0"), bomb)), 100)))
                .add("a profile in a profile", pictureWith(chunk("iCCP", join(text("p\0\0"), deflated(bomb)))));
    }

    private static Samples animated() {
        byte[] control = chunk("acTL", join(number(2), number(0)));
        byte[] frame = frame(9, 7, 0, 0);
        byte[] second =
                join(chunk("fcTL", with(frame, 3, 1)), chunk("fdAT", join(number(2), deflated(rows(9, 7, 24, false)))));
        byte[] picture = data(rows(9, 7, 24, false));
        return new Samples()
                .add("two frames", pictureOf(control, chunk("fcTL", frame), picture, second))
                .add("no frames", pictureOf(chunk("acTL", new byte[8]), picture))
                .add("2^31 frames", pictureOf(chunk("acTL", join(number(Integer.MIN_VALUE), number(0))), picture))
                .add(
                        "a frame outside of the picture",
                        pictureOf(control, chunk("fcTL", frame(9, 7, 60_000, 60_000)), picture, second))
                .add("a frame of gigapixels", pictureOf(control, chunk("fcTL", frame(-1, -1, 0, 0)), picture, second))
                .add(
                        "controls that are too short",
                        pictureOf(chunk("acTL", new byte[1]), chunk("fcTL", new byte[1]), picture))
                .add(
                        "a second frame that is damaged",
                        pictureOf(control, chunk("fcTL", frame), picture, chunk("fdAT", noise(50))));
    }

    private static byte[] frame(int width, int height, int x, int y) {
        return join(number(0), number(width), number(height), number(x), number(y), new byte[] {0, 1, 0, 10, 0, 0});
    }

    private static Samples pieces() {
        byte[] data = deflated(rows(9, 7, 24, false));
        byte[][] single = new byte[data.length][];
        for (int i = 0; i < data.length; i++) {
            single[i] = chunk("IDAT", Arrays.copyOfRange(data, i, i + 1));
        }
        byte[] none = chunk("IDAT", new byte[0]);
        return new Samples()
                .add("of one byte each", pictureOf(single))
                .add("some of them empty", pictureOf(none, chunk("IDAT", data), none));
    }

    private static Samples proportions() {
        return new Samples()
                .add("PNG of 1 x 1", picture(1, 1, 8, RGB, false))
                .add("PNG of 1 x 1, interlaced", picture(1, 1, 1, GREY, true))
                .add("PNG of 1 x 20000", picture(1, 20_000, 8, GREY, false))
                .add("PNG of 20000 x 1", picture(20_000, 1, 8, RGB_ALPHA, false))
                .add("PNG of 3 x 2000, interlaced", picture(3, 2000, 16, GREY_ALPHA, true))
                .add("PNG of 4096 x 4096, two colours", plain(4096, 4096, 1, GREY))
                .add("PNG of 4096 x 4096, 16 bits and alpha", plain(4096, 4096, 16, RGB_ALPHA))
                .add("PNG of 1000000 x 16", plain(1_000_000, 16, 1, GREY));
    }

    static byte[] plain(int width, int height, int depth, int colour) {
        int row = 1 + (width * depth * PngFile.channels(colour) + 7) / 8;
        return PngFile.of(header(width, height, depth, colour, 0, 0, 0), data(new byte[row * height]), END);
    }

    private static Samples behindTheEnd() {
        return new Samples()
                .add("PNG and zeros", join(plain9(), new byte[100]))
                .add("PNG and noise up to 4 MiB", Arrays.copyOf(join(plain9(), noise(1000)), 4 << 20))
                .add("PNG twice", join(plain9(), plain9()));
    }

    static byte[] plain9() {
        return pictureWith();
    }

    private static byte[] repeated(byte[] part, int times) {
        byte[][] parts = new byte[times][];
        Arrays.fill(parts, part);
        return join(parts);
    }
}
