package dev.consilium.specialist.corpus;

import static dev.consilium.specialist.corpus.BmpFile.core;
import static dev.consilium.specialist.corpus.BmpFile.palette;
import static dev.consilium.specialist.corpus.BmpFile.picture;
import static dev.consilium.specialist.corpus.FileBytes.bytes;
import static dev.consilium.specialist.corpus.FileBytes.join;
import static dev.consilium.specialist.corpus.FileBytes.noise;
import static dev.consilium.specialist.corpus.FileBytes.text;
import static dev.consilium.specialist.corpus.FileBytes.with;

import java.util.List;

final class BmpKinds {

    private static final int RLE8 = 1;
    private static final int RLE4 = 2;
    private static final int MASKS = 3;
    private static final byte[] ALL_MASKS = bytes(0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0);

    /** Seven rows of nine equal pixels, and the end. */
    private static final byte[] RUNS =
            bytes(9, 1, 0, 0, 9, 2, 0, 0, 9, 3, 0, 0, 9, 4, 0, 0, 9, 5, 0, 0, 9, 6, 0, 0, 9, 7, 0, 1);

    private BmpKinds() {}

    static List<Kind> all() {
        return List.of(
                Kind.answered("BMP of each depth, either way up, with each header", good()),
                Kind.answered("BMP with run-length encoding", runs()),
                Kind.answered(
                        "BMP with something behind its end, or of 4096 x 4096 pixels",
                        new Samples()
                                .add("zeros", join(picture(9, 7, 24), new byte[100]))
                                .add(
                                        "4096 x 4096",
                                        BmpFile.of(40, 4096, 4096, 1, 0, palette(1), new byte[4096 * 512]))),
                Kind.refused(
                        "BMP of more pixels than the limit",
                        "BMP declares N x N pixels: more than the limit of N",
                        new Samples()
                                .add("4097 x 4096", BmpFile.of(40, 4097, 4096, 1, 0, palette(1), noise(100)))
                                .add(
                                        "2^31 - 1 each",
                                        BmpFile.of(
                                                40,
                                                Integer.MAX_VALUE,
                                                Integer.MAX_VALUE,
                                                24,
                                                0,
                                                new byte[0],
                                                noise(100)))
                                .add("upside down", BmpFile.of(40, 30_000, -30_000, 24, 0, new byte[0], noise(100)))
                                .add(
                                        "a height of -2^31",
                                        BmpFile.of(40, 9, Integer.MIN_VALUE, 24, 0, new byte[0], noise(100)))
                                .add("of OS/2", core(65_535, 65_535, 24, noise(100)))
                                .add("text that begins with BM", text("BMWs are cars, and this is no picture of one"))),
                Kind.refused(
                        "BMP without pixels, or of a negative width",
                        "BMP declares N x N pixels",
                        new Samples()
                                .add("0 x 7", BmpFile.of(40, 0, 7, 24, 0, new byte[0], noise(100)))
                                .add("9 x 0", BmpFile.of(40, 9, 0, 24, 0, new byte[0], noise(100)))
                                .add("-9 x 7", BmpFile.of(40, -9, 7, 24, 0, new byte[0], noise(300)))),
                Kind.refused("BMP of an impossible type", "BMP is corrupt: it cannot be decoded…", impossible()),
                Kind.refused(
                        "BMP that is cut, or whose pixels lie beyond its end",
                        "truncated: the file ends after N bytes, within what it announces",
                        cut()));
    }

    private static Samples good() {
        Samples samples = new Samples();
        for (int bits : new int[] {1, 4, 8, 16, 24, 32}) {
            samples.add(bits + " bits", picture(9, 7, bits));
            samples.add(bits + " bits, top down", picture(9, -7, bits));
        }
        return samples.add("24 bits of OS/2", core(9, 7, 24, noise(28 * 7)))
                .add("8 bits of OS/2", core(9, 7, 8, noise(12 * 7)))
                .add("32 bits with masks", BmpFile.of(40, 9, 7, 32, MASKS, ALL_MASKS, noise(36 * 7)))
                .add("a header of 56 bytes", BmpFile.of(56, 9, 7, 32, MASKS, new byte[0], noise(36 * 7)))
                .add("a header of 108 bytes", BmpFile.of(108, 9, 7, 24, 0, new byte[0], noise(28 * 7)))
                .add("a header of 124 bytes", BmpFile.of(124, 9, 7, 24, 0, new byte[0], noise(28 * 7)))
                .add("a header that says to have 2 GB", with(picture(9, 7, 24), 14, 255, 255, 255, 127))
                .add("1 x 1", picture(1, 1, 24))
                .add("1 x 5000", picture(1, 5000, 8));
    }

    private static Samples runs() {
        return new Samples()
                .add("8 bits", BmpFile.of(40, 9, 7, 8, RLE8, palette(8), RUNS))
                .add("4 bits", BmpFile.of(40, 9, 7, 4, RLE4, palette(4), RUNS));
    }

    private static Samples impossible() {
        Samples samples = new Samples();
        for (int bits : new int[] {0, 2, 3, 48, 64}) {
            samples.add(bits + " bits", BmpFile.of(40, 9, 7, bits, 0, new byte[0], noise(36 * 7 * 4)));
        }
        for (int compression : new int[] {4, 5, 6, 99}) {
            samples.add(
                    "compression " + compression, BmpFile.of(40, 9, 7, 24, compression, new byte[0], noise(28 * 7)));
        }
        return samples.add("run-length encoding of 24 bits", BmpFile.of(40, 9, 7, 24, RLE8, new byte[0], noise(28 * 7)))
                .add(
                        "runs that leave the picture",
                        BmpFile.of(40, 9, 7, 8, RLE8, palette(8), bytes(255, 1, 255, 1, 0, 2, 255, 255, 9, 1, 0, 1)))
                .add("runs that end too early", BmpFile.of(40, 9, 7, 8, RLE8, palette(8), bytes(9, 1, 0, 0, 9)))
                .add("a header of 13 bytes", with(picture(9, 7, 24), 14, 13));
    }

    private static Samples cut() {
        byte[] file = picture(9, 7, 24);
        return new Samples()
                .addCuts("BMP", file, 2, 20)
                .addCuts("BMP in runs", BmpFile.of(40, 9, 7, 8, RLE8, palette(8), RUNS), 30, 8)
                .add("pixels at 2 GB", with(file, 10, 255, 255, 255, 127))
                .add("pixels behind the end", with(file, 10, 255, 255, 0, 0));
    }
}
