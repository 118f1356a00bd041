package dev.consilium.specialist.image;

/**
 * A segment of a JPEG file.
 *
 * @param marker its second byte
 * @param start of its content, behind marker and length
 * @param end behind its content
 */
record JpegSegment(int marker, int start, int end) {

    static final int HUFFMAN = 0xC4;
    static final int END = 0xD9;
    static final int SCAN = 0xDA;
    static final int QUANTISATION = 0xDB;
    static final int RESTART_INTERVAL = 0xDD;
    static final int JFIF = 0xE0;
    static final int ADOBE = 0xEE;

    static JpegSegment at(Bytes file, int at) throws BadImageException {
        if (at >= file.length()) {
            throw new BadImageException("JPEG is truncated: its end marker is missing");
        }
        if (file.u8(at) != 0xFF) {
            throw new BadImageException("JPEG is corrupt: there is no marker at byte " + at);
        }
        int code = at + 1;
        // Any number of 0xFF may fill up to a marker.
        while (file.u8(code) == 0xFF) {
            code++;
        }
        int marker = file.u8(code);
        int start = code + 1;
        if (marker == END || marker == 0x01 || marker >= 0xD0 && marker <= 0xD8) {
            return new JpegSegment(marker, start, start);
        }
        int length = file.u16(start);
        if (length < 2) {
            throw new BadImageException("JPEG is corrupt: a segment of " + length + " bytes at byte " + at);
        }
        file.require(start, length);
        return new JpegSegment(marker, start + 2, start + length);
    }

    boolean isFrame() {
        return marker >= 0xC0 && marker <= 0xCF && marker != HUFFMAN && marker != 0xC8 && marker != 0xCC;
    }
}
