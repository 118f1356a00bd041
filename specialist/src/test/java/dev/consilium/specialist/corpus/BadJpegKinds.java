package dev.consilium.specialist.corpus;

import static dev.consilium.specialist.corpus.FileBytes.bytes;
import static dev.consilium.specialist.corpus.FileBytes.fixture;
import static dev.consilium.specialist.corpus.FileBytes.join;
import static dev.consilium.specialist.corpus.FileBytes.noise;
import static dev.consilium.specialist.corpus.FileBytes.text;
import static dev.consilium.specialist.corpus.FileBytes.with;
import static dev.consilium.specialist.corpus.JpegFile.COMMENT;
import static dev.consilium.specialist.corpus.JpegFile.EXIF;
import static dev.consilium.specialist.corpus.JpegFile.HUFFMAN;
import static dev.consilium.specialist.corpus.JpegFile.PROGRESSIVE;
import static dev.consilium.specialist.corpus.JpegFile.QUANTISATION;
import static dev.consilium.specialist.corpus.JpegFile.SCAN;
import static dev.consilium.specialist.corpus.JpegFile.fixtureWith;
import static dev.consilium.specialist.corpus.JpegFile.fixtureWithout;
import static dev.consilium.specialist.corpus.JpegFile.frameOf;
import static dev.consilium.specialist.corpus.JpegFile.segment;
import static dev.consilium.specialist.corpus.JpegKinds.PLAIN;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** JPEG files that are refused. */
final class BadJpegKinds {

    private BadJpegKinds() {}

    static List<Kind> all() {
        String undecodable = "JPEG is corrupt: it cannot be decoded…";
        return List.of(
                Kind.refused(
                        "JPEG of more pixels than the limit",
                        "JPEG declares N x N pixels: more than the limit of N",
                        new Samples()
                                .add("4097 x 4096", sized(4097, 4096))
                                .add("65535 x 65535", sized(65_535, 65_535))
                                .add("65535 x 257", sized(65_535, 257))
                                .add("60000 x 60000, progressive", JpegFile.scans(60_000, 60_000, 1))),
                Kind.refused(
                        "JPEG without pixels, or that says its height later",
                        "JPEG declares N x N pixels",
                        new Samples()
                                .add("0 x 17", sized(0, 17))
                                .add("23 x 0", sized(23, 0))
                                .add("0 x 0", sized(0, 0))),
                Kind.refused(
                        "JPEG without a frame header",
                        "JPEG has no frame header before its image data",
                        new Samples()
                                .add("only start and end", bytes(0xFF, 0xD8, 0xFF, 0xD9))
                                .add("data first", fixtureWithout(PLAIN, marker -> marker == JpegFile.BASELINE))
                                .add(
                                        "only tables",
                                        fixtureWithout(
                                                PLAIN, marker -> marker == JpegFile.BASELINE || marker == SCAN))),
                Kind.refused("JPEG of a process that is not read: lossless, hierarchical", undecodable, processes()),
                Kind.refused("JPEG of an impossible type", undecodable, impossible()),
                Kind.refused(
                        "JPEG of more than 100 scans",
                        "JPEG has more than 100 scans",
                        new Samples()
                                .add("101 of 1 x 1", JpegFile.scans(1, 1, 100))
                                .add("400,000 of 4096 x 4096", JpegFile.scans(4096, 4096, 400_000))),
                Kind.refused(
                        "JPEG in which a segment has an impossible length",
                        "JPEG is corrupt: a segment of N bytes at byte N",
                        lengths()),
                Kind.refused(
                        "JPEG with something between its segments", "JPEG is corrupt: no marker at byte N", between()),
                Kind.refused(
                        "JPEG that is cut, or whose segments are longer than the file",
                        "truncated: the file ends after N bytes, within what it announces",
                        cut()));
    }

    private static Samples processes() {
        Samples samples = new Samples();
        byte[] file = fixture(PLAIN);
        for (int marker : new int[] {0xC3, 0xC5, 0xC6, 0xC7, 0xCB, 0xCD, 0xCE, 0xCF}) {
            samples.add(
                    "frame 0x" + Integer.toHexString(marker).toUpperCase(Locale.ROOT),
                    with(file, frameOf(file) + 1, marker));
        }
        return samples;
    }

    private static Samples impossible() {
        byte[] file = fixture(PLAIN);
        int frame = frameOf(file);
        int scan = file.length
                - JpegFile.parts(file).get(JpegFile.parts(file).size() - 2).bytes().length
                - 2;
        return new Samples()
                .add("12 bits", with(file, frame + 4, 12))
                .add("16 bits", with(file, frame + 4, 16))
                .add("0 bits", with(file, frame + 4, 0))
                .add("no components", with(file, frame + 9, 0))
                .add("255 components", with(file, frame + 9, 255))
                .add("samples of 0 x 0", with(file, frame + 11, 0))
                .add("samples of 15 x 15", with(file, frame + 11, 0xFF))
                .add("a scan of a component that is not there", with(file, scan + 5, 99))
                .add("a scan of no components", with(file, scan + 4, 0))
                .add("no quantisation tables", fixtureWithout(PLAIN, marker -> marker == QUANTISATION))
                .add(
                        "two frames",
                        fixtureWith(
                                PLAIN,
                                JpegFile.parts(file).stream()
                                        .filter(part -> part.marker() == JpegFile.BASELINE)
                                        .findFirst()
                                        .orElseThrow()
                                        .bytes()))
                .add("a frame and no data", fixtureWithout(PLAIN, marker -> marker == SCAN))
                .add("a progressive frame with a baseline's scan", with(file, frame + 1, PROGRESSIVE))
                .add(
                        "a Huffman table of noise",
                        fixtureWith(PLAIN, segment(HUFFMAN, join(bytes(0), bytes(-1, -1, -1, -1), noise(200)))));
    }

    private static Samples lengths() {
        return new Samples()
                .add("a comment of 0 bytes", fixtureWith(PLAIN, bytes(0xFF, COMMENT, 0, 0)))
                .add("a comment of 1 byte", fixtureWith(PLAIN, bytes(0xFF, COMMENT, 0, 1)))
                .add("EXIF of 0 bytes", fixtureWith(PLAIN, bytes(0xFF, EXIF, 0, 0)));
    }

    private static Samples between() {
        return new Samples()
                .add("one zero", fixtureWith(PLAIN, join(segment(COMMENT, text("a")), new byte[1])))
                .add("text", fixtureWith(PLAIN, join(segment(COMMENT, text("a")), text("hello"))))
                .add(
                        "a comment that says to be shorter",
                        fixtureWith(PLAIN, with(segment(COMMENT, text("abcdefgh")), 2, 0, 4)));
    }

    private static Samples cut() {
        byte[] file = fixture(PLAIN);
        return new Samples()
                .addCuts("JPEG", file, 3, 20)
                .addCuts("JPEG, progressive", fixture("progressive-420.jpg"), 3, 20)
                .add("JPEG without its end mark", Arrays.copyOf(file, file.length - 2))
                .add("JPEG with a comment beyond its end", fixtureWith(PLAIN, bytes(0xFF, COMMENT, 0xFF, 0xFF)))
                .add("JPEG of fill bytes", fill());
    }

    private static byte[] fill() {
        byte[] file = new byte[1 << 20];
        Arrays.fill(file, (byte) 0xFF);
        file[1] = (byte) 0xD8;
        return file;
    }

    static byte[] sized(int width, int height) {
        byte[] file = fixture(PLAIN);
        return with(file, frameOf(file) + 5, height >> 8, height, width >> 8, width);
    }
}
