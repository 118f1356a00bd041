package dev.consilium.specialist.image;

/** Walks the segments of a JPEG file. */
final class JpegSegments {

    private JpegSegments() {}

    /** The dimensions in the frame header. */
    static ImageHeader header(Bytes file) throws BadImageException {
        long at = 2;
        while (true) {
            int marker = marker(file, at);
            at += 2;
            if (isFrame(marker)) {
                return new ImageHeader(ImageFormat.JPEG, file.u16(at + 5), file.u16(at + 3));
            }
            if (marker == 0xD9 || marker == 0xDA) {
                throw new BadImageException("JPEG has no frame header before its image data");
            }
            if (!standsAlone(marker)) {
                at += length(file, at);
            }
        }
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
        return marker == 0x01 || marker >= 0xD0 && marker <= 0xD8;
    }
}
