package dev.consilium.specialist.corpus;

import static dev.consilium.specialist.corpus.FileBytes.deflated;
import static dev.consilium.specialist.corpus.FileBytes.noise;
import static dev.consilium.specialist.corpus.FileBytes.text;
import static dev.consilium.specialist.corpus.FileBytes.with;
import static dev.consilium.specialist.corpus.PngFile.END;
import static dev.consilium.specialist.corpus.PngFile.GREY;
import static dev.consilium.specialist.corpus.PngFile.PALETTE;
import static dev.consilium.specialist.corpus.PngFile.RGB;
import static dev.consilium.specialist.corpus.PngFile.chunk;
import static dev.consilium.specialist.corpus.PngFile.data;
import static dev.consilium.specialist.corpus.PngFile.header;
import static dev.consilium.specialist.corpus.PngFile.palette;
import static dev.consilium.specialist.corpus.PngFile.picture;
import static dev.consilium.specialist.corpus.PngFile.pictureOf;
import static dev.consilium.specialist.corpus.PngFile.pictureWith;
import static dev.consilium.specialist.corpus.PngFile.rows;
import static dev.consilium.specialist.corpus.PngKinds.plain9;

import java.util.Arrays;
import java.util.List;

/** PNG files that are refused. */
final class BadPngKinds {

    private BadPngKinds() {}

    static List<Kind> all() {
        String undecodable = "PNG is corrupt: it cannot be decoded…";
        return List.of(
                Kind.refused(
                        "PNG of more pixels than the limit",
                        "PNG declares N x N pixels: more than the limit of N",
                        giants()),
                Kind.refused("PNG without pixels", "PNG declares N x N pixels", empty()),
                Kind.refused("PNG of an impossible type", undecodable, impossible()),
                Kind.refused("PNG that lacks a chunk, or has one that no reader knows", undecodable, incomplete()),
                Kind.refused("PNG whose data are damaged, with a right checksum", undecodable, damaged()),
                Kind.refused(
                        "PNG that begins with another chunk",
                        "PNG does not begin with IHDR",
                        new Samples()
                                .add("IEND alone", PngFile.of(END))
                                .add("a text first", PngFile.of(chunk("tEXt", text("a\0b")), plain9()))
                                .add("Apple's CgBI", PngFile.of(chunk("CgBI", new byte[4]), plain9()))
                                .add("zeros", PngFile.of(new byte[100]))),
                Kind.refused(
                        "PNG in which a checksum is wrong",
                        "PNG is corrupt: the checksum of the chunk at byte N is wrong",
                        checksums()),
                Kind.refused(
                        "PNG that is cut, or whose chunks are longer than the file",
                        "truncated: the file ends after N bytes, within what it announces",
                        cut()));
    }

    private static Samples giants() {
        Samples samples = new Samples();
        for (int[] size : new int[][] {
            {4097, 4096}, {30_000, 30_000}, {Integer.MAX_VALUE, Integer.MAX_VALUE}, {-1, 1}, {1, -1}, {-1, -1}
        }) {
            samples.add(
                    "PNG of " + Integer.toUnsignedString(size[0]) + " x " + Integer.toUnsignedString(size[1]),
                    PngFile.of(header(size[0], size[1], 8, RGB, 0, 0, 0), data(new byte[100]), END));
        }
        byte[] bomb = deflated(deflated(new byte[50_000_000]));
        return samples.add(
                "PNG of 30000 x 30000 with a deflated bomb in it",
                PngFile.of(header(30_000, 30_000, 8, RGB, 0, 0, 0), chunk("IDAT", bomb), END));
    }

    private static Samples empty() {
        return new Samples()
                .add("PNG of 0 x 5", PngFile.of(header(0, 5, 8, RGB, 0, 0, 0), END))
                .add("PNG of 5 x 0", PngFile.of(header(5, 0, 8, RGB, 0, 0, 0), END))
                .add("PNG of 0 x 0", PngFile.of(header(0, 0, 8, RGB, 0, 0, 0), END));
    }

    private static Samples impossible() {
        Samples samples = new Samples();
        for (int[] type : new int[][] {
            {3, GREY, 0, 0, 0},
            {0, GREY, 0, 0, 0},
            {255, GREY, 0, 0, 0},
            {16, PALETTE, 0, 0, 0},
            {4, RGB, 0, 0, 0},
            {8, 1, 0, 0, 0},
            {8, 5, 0, 0, 0},
            {8, 7, 0, 0, 0},
            {8, 255, 0, 0, 0},
            {8, RGB, 1, 0, 0},
            {8, RGB, 0, 1, 0},
            {8, RGB, 0, 0, 2}
        }) {
            byte[] rows = rows(9, 7, 64, false);
            samples.add(
                    String.format(
                            "PNG depth %d, colour %d, compression %d, filter %d, interlace %d",
                            type[0], type[1], type[2], type[3], type[4]),
                    PngFile.of(
                            header(9, 7, type[0], type[1], type[2], type[3], type[4]), palette(16), data(rows), END));
        }
        return samples;
    }

    private static Samples incomplete() {
        byte[] data = data(rows(9, 7, 24, false));
        return new Samples()
                .add("PNG without data", pictureOf())
                .add("PNG with empty data", pictureOf(chunk("IDAT", new byte[0])))
                .add(
                        "PNG without its palette",
                        PngFile.of(header(9, 7, 8, PALETTE, 0, 0, 0), data(rows(9, 7, 8, false)), END))
                .add("PNG with an empty palette", PngFile.of(header(9, 7, 8, PALETTE, 0, 0, 0), palette(0), data, END))
                .add("PNG with a critical chunk XXXX", pictureWith(chunk("XXXX", noise(10))))
                .add("PNG with two headers", pictureWith(header(9, 7, 8, RGB, 0, 0, 0)));
    }

    private static Samples damaged() {
        byte[] rows = rows(9, 7, 24, false);
        byte[] data = deflated(rows);
        return new Samples()
                .add("PNG data of noise", pictureOf(chunk("IDAT", noise(200))))
                .add("PNG data of zeros", pictureOf(chunk("IDAT", new byte[200])))
                .add("PNG data with a wrong zlib header", pictureOf(chunk("IDAT", with(data, 0, 0xFF))))
                .add("PNG data that end in the middle", pictureOf(chunk("IDAT", Arrays.copyOf(data, data.length / 2))))
                .add("PNG data without the last row", pictureOf(data(Arrays.copyOf(rows, 6 * 28))))
                .add("PNG rows of an unknown filter", pictureOf(data(with(rows, 28, 5))))
                .add(
                        "PNG data damaged in the middle",
                        pictureOf(chunk("IDAT", with(data, 60, 0, 0, 0, 0, 0, 0, 0, 0))));
    }

    private static Samples checksums() {
        byte[] file = pictureWith(chunk("tEXt", text("a\0b")));
        int data = 8 + 25 + 15;
        return new Samples()
                .add("PNG with another size", with(file, 8 + 8, 0, 0, 0, 10))
                .add("PNG with another checksum of its header", with(file, 8 + 21, 1, 2, 3, 4))
                .add("PNG with another text", with(file, 8 + 25 + 8, 'c'))
                .add("PNG with other data", with(file, data + 20, ~file[data + 20]))
                .add("PNG with another end", with(file, file.length - 1, 0))
                .add("PNG with a chunk of another name", with(file, data + 4, 'i'));
    }

    private static Samples cut() {
        byte[] file = picture(19, 11, 8, RGB, false);
        byte[] announced = plain9();
        return new Samples()
                .addCuts("PNG", file, 8, 20)
                .addCuts("PNG, interlaced", picture(19, 11, 16, GREY, true), 8, 8)
                .add("PNG with data of 4 GB", with(announced, 8 + 25, 0xFF, 0xFF, 0xFF, 0xFF))
                .add("PNG with a header of 2 GB", with(announced, 8, 0x7F, 0xFF, 0xFF, 0xFF))
                .add("PNG without its end", Arrays.copyOf(announced, announced.length - 12));
    }
}
