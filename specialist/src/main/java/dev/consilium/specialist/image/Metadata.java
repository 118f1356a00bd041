package dev.consilium.specialist.image;

import java.io.ByteArrayOutputStream;

/**
 * Leaves out of a file what says nothing about its first picture's pixels: EXIF, profiles, texts, the further frames of an animation.
 *
 * <p>OpenCV and libpng would parse all of it, in native code. A PNG file of 4 MB can have texts that inflate to gigabytes, and libpng keeps
 * them; an animated one takes a way of its own through OpenCV.
 */
final class Metadata {

    private static final int PNG_SIGNATURE = 8;

    /** Of a chunk's type: set when a reader may skip what it does not know. */
    private static final long ANCILLARY = 0x2000_0000L;

    private static final long TRANSPARENCY = 0x74524E53L;
    private static final long END = 0x49454E44L;

    private Metadata() {}

    /** The file without it; the very same when there is none. The file is known to be whole. */
    static Bytes leftOut(ImageFormat format, Bytes file) throws BadImageException {
        Remainder remainder = new Remainder(file);
        switch (format) {
            case PNG -> chunks(file, remainder);
            case JPEG -> JpegSegments.forEachMetadata(file, remainder::leaveOut);
            // A BMP file has none, a GIF file is read in Java.
            case BMP, GIF, RGB8 -> {}
        }
        return remainder.bytes();
    }

    /** What is critical stays, known or not: libpng refuses a critical chunk that it does not know. */
    private static void chunks(Bytes file, Remainder remainder) throws BadImageException {
        long at = PNG_SIGNATURE;
        long type = 0;
        while (type != END) {
            long next = at + 12 + file.u32(at);
            type = file.u32(at + 4);
            if ((type & ANCILLARY) != 0 && type != TRANSPARENCY) {
                remainder.leaveOut(at, next);
            }
            at = next;
        }
    }

    /** A file but for some parts of it. */
    private static final class Remainder {
        private final Bytes file;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
        private long seen;

        Remainder(Bytes file) {
            this.file = file;
        }

        /** Later parts come later; none begins at the file's first byte. */
        void leaveOut(long from, long to) {
            file.writeTo(kept, seen, from - seen);
            seen = to;
        }

        Bytes bytes() {
            if (seen == 0) {
                return file;
            }
            file.writeTo(kept, seen, file.length() - seen);
            return Bytes.of(kept.toByteArray());
        }
    }
}
