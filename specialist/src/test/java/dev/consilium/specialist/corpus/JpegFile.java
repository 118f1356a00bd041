package dev.consilium.specialist.corpus;

import static dev.consilium.specialist.corpus.FileBytes.bytes;
import static dev.consilium.specialist.corpus.FileBytes.fixture;
import static dev.consilium.specialist.corpus.FileBytes.join;
import static dev.consilium.specialist.corpus.FileBytes.text;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Makes JPEG files out of others' segments. */
final class JpegFile {

    static final int BASELINE = 0xC0;
    static final int PROGRESSIVE = 0xC2;
    static final int HUFFMAN = 0xC4;
    static final int START = 0xD8;
    static final int END = 0xD9;
    static final int SCAN = 0xDA;
    static final int QUANTISATION = 0xDB;
    static final int EXIF = 0xE1;
    static final int ADOBE = 0xEE;
    static final int COMMENT = 0xFE;

    private JpegFile() {}

    /** A marker and what belongs to it: its segment, or a scan with its data. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Part(int marker, byte[] bytes) {}

    static byte[] segment(int marker, byte[] content) {
        int length = content.length + 2;
        return join(bytes(0xFF, marker, length >> 8, length), content);
    }

    /** The parts of a right file, from its start to its end. */
    static List<Part> parts(byte[] file) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < file.length) {
            int marker = file[at + 1] & 0xFF;
            int end = at + 2;
            if (marker != START && marker != END) {
                end += ((file[end] & 0xFF) << 8) | (file[end + 1] & 0xFF);
            }
            while (marker == SCAN && !(file[end] == (byte) 0xFF && isMarker(file[end + 1] & 0xFF))) {
                end++;
            }
            parts.add(new Part(marker, Arrays.copyOfRange(file, at, end)));
            at = end;
        }
        return parts;
    }

    private static boolean isMarker(int next) {
        return next != 0 && (next < 0xD0 || next > 0xD7);
    }

    /** A fixture with more behind its start. */
    static byte[] fixtureWith(String name, byte[]... segments) {
        byte[] file = fixture(name);
        return join(Arrays.copyOf(file, 2), join(segments), Arrays.copyOfRange(file, 2, file.length));
    }

    /** A fixture without some of its parts. */
    static byte[] fixtureWithout(String name, IntPredicate markers) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (Part part : parts(fixture(name))) {
            if (!markers.test(part.marker())) {
                file.writeBytes(part.bytes());
            }
        }
        return file.toByteArray();
    }

    /** Where the frame header of a fixture begins, with its marker's 0xFF. */
    static int frameOf(byte[] file) {
        int at = 0;
        for (Part part : parts(file)) {
            if (part.marker() == BASELINE || part.marker() == PROGRESSIVE) {
                return at;
            }
            at += part.bytes().length;
        }
        throw new IllegalArgumentException("no frame header");
    }

    /**
     * A grey progressive picture whose scans refine nothing: of each, libjpeg makes a pass over all blocks.
     *
     * @param scans how many after the first
     */
    static byte[] scans(int width, int height, int scans) {
        List<Part> parts = parts(fixture("grey-progressive.jpg"));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (Part part : parts) {
            if (part.marker() == SCAN || part.marker() == END) {
                continue;
            }
            byte[] bytes = part.bytes();
            file.writeBytes(
                    part.marker() == PROGRESSIVE
                            ? FileBytes.with(bytes, 5, height >> 8, height, width >> 8, width)
                            : bytes);
        }
        file.writeBytes(segment(SCAN, bytes(1, 1, 0, 0, 0, 1)));
        byte[] refinement = segment(SCAN, bytes(1, 1, 0, 0, 0, 0x10));
        for (int i = 0; i < scans; i++) {
            file.writeBytes(refinement);
        }
        file.writeBytes(bytes(0xFF, END));
        return file.toByteArray();
    }

    /** The content of an EXIF block that says how the picture is to be turned: 1 to 8. */
    static byte[] exif(int orientation) {
        return join(
                text("Exif\0\0MM\0*"),
                bytes(0, 0, 0, 8, 0, 1),
                bytes(0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0),
                bytes(0, 0, 0, 0));
    }
}
