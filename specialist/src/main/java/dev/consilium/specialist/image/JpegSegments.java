package dev.consilium.specialist.image;

/** Walks the segments of a JPEG file. */
final class JpegSegments {

    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int COMMENT = 0xFE;
    /** Which colours the components are. */
    private static final int ADOBE = 0xEE;

    /**
     * libjpeg goes over the whole image for each scan, even where the scan has two bytes: 4 MB of scans are 400,000 passes. Encoders
     * write 1 to 12 of them.
     */
    static final int MOST_SCANS = 100;

    private JpegSegments() {}

    /** The dimensions in the frame header. */
    static ImageHeader header(Bytes file) throws BadImageException {
        long at = 2;
        while (true) {
            at = skipFill(file, at);
            int marker = marker(file, at);
            at += 2;
            if (isFrame(marker)) {
                return new ImageHeader(ImageFormat.JPEG, file.u16(at + 5), file.u16(at + 3));
            }
            if (marker == END || marker == SCAN) {
                throw new BadImageException("JPEG has no frame header before its image data");
            }
            if (!standsAlone(marker)) {
                at += length(file, at);
            }
        }
    }

    /**
     * The entropy-coded data are there up to the end marker, in no more scans than {@link #MOST_SCANS}. What this cannot see is a file that
     * was cut within them and got an end marker again.
     */
    static void requireEnd(Bytes file) throws BadImageException {
        long at = 2;
        int scans = 0;
        while (true) {
            at = skipFill(file, at);
            int marker = marker(file, at);
            at += 2;
            if (marker == END) {
                return;
            }
            if (!standsAlone(marker)) {
                at += length(file, at);
            }
            if (marker == SCAN) {
                if (++scans > MOST_SCANS) {
                    throw new BadImageException("JPEG has more than " + MOST_SCANS + " scans");
                }
                at = nextMarker(file, at);
            }
        }
    }

    /** A part of a file: from its first byte to before the last. */
    interface Part {
        void at(long from, long to);
    }

    /** Comments and what applications have put there, up to the first scan; not what tells the colours. */
    static void forEachMetadata(Bytes file, Part part) throws BadImageException {
        long at = 2;
        while (true) {
            long begin = at;
            at = skipFill(file, at);
            int marker = marker(file, at);
            at += 2;
            if (marker == END || marker == SCAN) {
                return;
            }
            if (!standsAlone(marker)) {
                at += length(file, at);
            }
            if (marker == COMMENT || (marker > 0xE0 && marker <= 0xEF && marker != ADOBE)) {
                part.at(begin, at);
            }
        }
    }

    /** Within entropy-coded data, 0xFF is followed by 0 or is a restart marker. */
    private static long nextMarker(Bytes file, long start) throws BadImageException {
        long at = file.next0xFF(start);
        while (file.u8(at + 1) == 0 || file.u8(at + 1) == 0xFF || isRestart(file.u8(at + 1))) {
            at = file.next0xFF(at + 1);
        }
        return at;
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xD0 && marker <= 0xD7;
    }

    /** A marker may be preceded by any number of 0xFF. */
    private static long skipFill(Bytes file, long start) throws BadImageException {
        long at = start;
        while (file.u8(at) == 0xFF && file.u8(at + 1) == 0xFF) {
            at++;
        }
        return at;
    }

    private static int marker(Bytes file, long at) throws BadImageException {
        if (file.u8(at) != 0xFF) {
            throw new BadImageException("JPEG is corrupt: no marker at byte " + at);
        }
        return file.u8(at + 1);
    }

    private static int length(Bytes file, long at) throws BadImageException {
        int length = file.u16(at);
        if (length < 2) {
            throw new BadImageException("JPEG is corrupt: a segment of " + length + " bytes at byte " + at);
        }
        return length;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static boolean standsAlone(int marker) {
        return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
    }
}
