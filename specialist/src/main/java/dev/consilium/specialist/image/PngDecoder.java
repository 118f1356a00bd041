package dev.consilium.specialist.image;

import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Decodes PNG files, all colour types and depths, interlaced too. Alpha is dropped, 16 bits are cut to the upper 8, grey and palette become
 * RGB. Each chunk's checksum, the length of the pixel data and the end chunk must be right. The first image of an animation is read.
 *
 * <p>Any thread.
 */
final class PngDecoder {

    private static final int SIGNATURE = 8;
    private static final int CHUNK_FRAME = 12;
    private static final int IHDR = name("IHDR");
    private static final int PLTE = name("PLTE");
    private static final int IDAT = name("IDAT");
    private static final int IEND = name("IEND");

    private PngDecoder() {}

    static ImageHeader header(Bytes file) throws BadImageException {
        if (file.u32(SIGNATURE) != 13 || (int) file.u32(SIGNATURE + 4L) != IHDR) {
            throw new BadImageException("PNG is corrupt: it does not begin with its header");
        }
        return new ImageHeader(ImageFormat.PNG, file.u32(SIGNATURE + 8L), file.u32(SIGNATURE + 12L));
    }

    static Pixels decode(Bytes file) throws BadImageException {
        PngLayout layout = PngLayout.read(file, SIGNATURE + 8L);
        byte[] palette = new byte[0];
        try (PngData data = new PngData(layout.dataLength())) {
            long at = SIGNATURE;
            while (true) {
                long length = file.u32(at);
                file.require(at, CHUNK_FRAME + length);
                int type = (int) file.u32(at + 4);
                int start = (int) at + 8;
                requireChecksum(file, at, length);
                if (type == IEND) {
                    return PngPixels.of(layout, data.complete(), palette);
                }
                if (type == IDAT) {
                    data.add(file.file(), start, (int) length);
                } else if (type == PLTE) {
                    palette = Arrays.copyOfRange(file.file(), start, start + (int) length);
                } else if (isCritical(type) && type != IHDR) {
                    throw new BadImageException("PNG holds a chunk that is not known and must not be ignored");
                }
                at += CHUNK_FRAME + length;
            }
        }
    }

    private static void requireChecksum(Bytes file, long at, long length) throws BadImageException {
        CRC32 checksum = new CRC32();
        checksum.update(file.file(), (int) at + 4, (int) length + 4);
        if (checksum.getValue() != file.u32(at + 8 + length)) {
            throw new BadImageException("PNG is corrupt: the checksum of a chunk at byte " + at + " is wrong");
        }
    }

    /** An upper-case first letter. */
    private static boolean isCritical(int type) {
        return (type >>> 24 & 0x20) == 0;
    }

    private static int name(String letters) {
        return letters.charAt(0) << 24 | letters.charAt(1) << 16 | letters.charAt(2) << 8 | letters.charAt(3);
    }
}
