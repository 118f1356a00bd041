package dev.consilium.specialist.corpus;

import static dev.consilium.specialist.corpus.FileBytes.bytes;
import static dev.consilium.specialist.corpus.FileBytes.fixture;
import static dev.consilium.specialist.corpus.FileBytes.join;
import static dev.consilium.specialist.corpus.FileBytes.noise;
import static dev.consilium.specialist.corpus.FileBytes.text;
import static dev.consilium.specialist.corpus.FileBytes.with;
import static dev.consilium.specialist.corpus.JpegFile.ADOBE;
import static dev.consilium.specialist.corpus.JpegFile.COMMENT;
import static dev.consilium.specialist.corpus.JpegFile.END;
import static dev.consilium.specialist.corpus.JpegFile.EXIF;
import static dev.consilium.specialist.corpus.JpegFile.HUFFMAN;
import static dev.consilium.specialist.corpus.JpegFile.QUANTISATION;
import static dev.consilium.specialist.corpus.JpegFile.exif;
import static dev.consilium.specialist.corpus.JpegFile.fixtureWith;
import static dev.consilium.specialist.corpus.JpegFile.fixtureWithout;
import static dev.consilium.specialist.corpus.JpegFile.segment;

import java.util.Arrays;
import java.util.List;

/** JPEG files that are read. */
final class JpegKinds {

    static final String PLAIN = "baseline-420.jpg";
    private static final List<String> USUAL = List.of(
            "baseline-420",
            "baseline-422",
            "baseline-444",
            "progressive-420",
            "progressive-422",
            "progressive-444",
            "grey",
            "grey-progressive",
            "best",
            "worst",
            "one-pixel",
            "two-columns",
            "restarts",
            "restarts-progressive",
            "sampled-1x1-2x2-1x1",
            "sampled-1x2",
            "sampled-1x4",
            "sampled-2x4",
            "sampled-3x1",
            "sampled-4x1",
            "stored-as-rgb");

    private JpegKinds() {}

    static List<Kind> all() {
        Samples usual = new Samples();
        USUAL.forEach(name -> usual.add(name, fixture(name + ".jpg")));
        return List.of(
                Kind.answered("JPEG, baseline and progressive, of each sampling, grey and colour", usual),
                Kind.answered(
                        "JPEG with arithmetic coding",
                        new Samples()
                                .add("arithmetic", fixture("arithmetic.jpg"))
                                .add("arithmetic, progressive", fixture("arithmetic-progressive.jpg"))),
                Kind.answered(
                        "JPEG in CMYK and in Adobe's YCCK; without Adobe's mark it is read as if it had it",
                        fourInks()),
                Kind.answered("JPEG that its EXIF block says to turn: as it is stored", turned()),
                Kind.answered("JPEG with metadata, right or wrong: not looked at", metadata()),
                Kind.answered("JPEG written in unusual ways", unusual()),
                Kind.answered("JPEG with something behind its end", behindTheEnd()),
                Kind.answered(
                        "JPEG whose data end too early, with an end mark again: grey where they are missing",
                        new Samples()
                                .add("the second half is missing", cutWithEnd(fixture(PLAIN)))
                                .add("all but the first scan is missing", JpegFile.scans(23, 17, 0))
                                .add("4096 x 4096 of nothing", JpegFile.scans(4096, 4096, 1))));
    }

    private static Samples fourInks() {
        return new Samples()
                .add("CMYK", fixture("cmyk.jpg"))
                .add("YCCK", fixture("ycck.jpg"))
                .add("four components and no word of Adobe's", fixtureWithout("cmyk.jpg", marker -> marker == ADOBE))
                .add("an Adobe mark of an unknown kind", with(fixture("cmyk.jpg"), 17, 77));
    }

    private static Samples turned() {
        Samples samples = new Samples();
        for (int orientation = 0; orientation <= 9; orientation++) {
            samples.add("orientation " + orientation, fixtureWith(PLAIN, segment(EXIF, exif(orientation))));
        }
        return samples.add("two that disagree", fixtureWith(PLAIN, segment(EXIF, exif(3)), segment(EXIF, exif(6))));
    }

    private static Samples metadata() {
        return new Samples()
                .add("EXIF of noise", fixtureWith(PLAIN, segment(EXIF, join(text("Exif\0\0"), noise(500)))))
                .add(
                        "EXIF with an offset beyond it",
                        fixtureWith(PLAIN, segment(EXIF, text("Exif\0\0MM\0*\u007f\u00ff\u00ff\u00ff"))))
                .add("EXIF that is empty", fixtureWith(PLAIN, segment(EXIF, text("Exif\0\0"))))
                .add("EXIF with a picture in it", fixtureWith(PLAIN, segment(EXIF, join(exif(1), fixture("grey.jpg")))))
                .add(
                        "EXIF 60 times",
                        fixtureWith(PLAIN, repeated(segment(EXIF, join(text("Exif\0\0"), noise(65_000))), 60)))
                .add("a comment of HTML", fixtureWith(PLAIN, segment(COMMENT, text("--><script>alert(1)</script>"))))
                .add("a comment that is empty", fixtureWith(PLAIN, segment(COMMENT, new byte[0])))
                .add(
                        "a comment with markers in it",
                        fixtureWith(PLAIN, segment(COMMENT, bytes(0xFF, 0xD9, 0xFF, 0xDA, 0xFF, 0xC0))))
                .add(
                        "a broken ICC profile",
                        fixtureWith(PLAIN, segment(0xE2, join(text("ICC_PROFILE\0\1\2"), noise(200)))))
                .add("part 3 of no profile", fixtureWith(PLAIN, segment(0xE2, text("ICC_PROFILE\0\3\1"))))
                .add("Photoshop's", fixtureWith(PLAIN, segment(0xED, join(text("Photoshop 3.0\0"), noise(300)))))
                .add("each application's", fixtureWith(PLAIN, applications()));
    }

    private static byte[] applications() {
        byte[] all = new byte[0];
        for (int marker = 0xE1; marker <= 0xEF; marker++) {
            if (marker != ADOBE) {
                all = join(all, segment(marker, noise(30)));
            }
        }
        return all;
    }

    private static Samples unusual() {
        return new Samples()
                .add("fill bytes before a marker", fixtureWith(PLAIN, bytes(0xFF, 0xFF, 0xFF, 0xFF, 0xFF)))
                .add("no JFIF segment", fixtureWithout(PLAIN, marker -> marker == 0xE0))
                .add("no Huffman tables, as in MJPEG", fixtureWithout(PLAIN, marker -> marker == HUFFMAN))
                .add("a restart interval and no restarts", fixtureWith(PLAIN, segment(0xDD, bytes(0, 0))))
                .add("tables twice", tablesTwice());
    }

    private static byte[] tablesTwice() {
        byte[] tables = new byte[0];
        for (JpegFile.Part part : JpegFile.parts(fixture(PLAIN))) {
            if (part.marker() == HUFFMAN || part.marker() == QUANTISATION) {
                tables = join(tables, part.bytes());
            }
        }
        return fixtureWith(PLAIN, tables);
    }

    private static Samples behindTheEnd() {
        return new Samples()
                .add("zeros", join(fixture(PLAIN), new byte[100]))
                .add("a film, as some telephones do", join(fixture(PLAIN), text("\0\0\0\u0018ftypmp42"), noise(5_000)))
                .add("another JPEG", join(fixture(PLAIN), fixture("grey.jpg")))
                .add("noise up to 4 MiB", join(fixture(PLAIN), noise((4 << 20) - fixture(PLAIN).length)));
    }

    private static byte[] cutWithEnd(byte[] file) {
        return join(Arrays.copyOf(file, file.length - 60), bytes(0xFF, END));
    }

    private static byte[] repeated(byte[] part, int times) {
        byte[][] parts = new byte[times][];
        Arrays.fill(parts, part);
        return join(parts);
    }
}
