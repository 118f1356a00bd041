package dev.consilium.specialist.image;

/**
 * Whether a file is all there. OpenCV's codecs fill what is missing with grey and say nothing, so that is seen here,
 * before they are asked.
 */
final class WholeFile {

    private static final int PNG_SIGNATURE = 8;
    private static final long IEND = 0x49454E44L;
    private static final int BMP_UNCOMPRESSED = 0;

    private WholeFile() {}

    static void require(ImageHeader header, Bytes file) throws BadImageException {
        switch (header.format()) {
            case JPEG -> JpegSegments.requireEnd(file);
            case PNG -> requireChunks(file);
            case BMP -> requireRows(header, file);
            case GIF -> GifBlocks.requireEnd(file);
            // Raw pixels are counted.
            case RGB8 -> {}
        }
    }

    /** Every chunk is there and is what its checksum says, down to IEND. */
    private static void requireChunks(Bytes file) throws BadImageException {
        long at = PNG_SIGNATURE;
        while (true) {
            long length = file.u32(at);
            long type = file.u32(at + 4);
            file.require(at + 8, length + 4);
            if (file.checksum(at + 4, length + 4) != file.u32(at + 8 + length)) {
                throw new BadImageException("PNG is corrupt: the checksum of the chunk at byte " + at + " is wrong");
            }
            if (type == IEND) {
                return;
            }
            at += length + 12;
        }
    }

    /** Uncompressed rows are counted; of run-length encoded ones the file says its own size. */
    private static void requireRows(ImageHeader header, Bytes file) throws BadImageException {
        long pixels = file.u32Little(10);
        boolean core = file.u32Little(14) == ImageHeader.BMP_CORE_HEADER;
        int bitsPerPixel = file.u16Little(core ? 24 : 28);
        long compression = core ? BMP_UNCOMPRESSED : file.u32Little(30);
        if (compression == BMP_UNCOMPRESSED) {
            long row = (header.width() * bitsPerPixel + 31) / 32 * 4;
            file.require(pixels, row * header.height());
        } else {
            file.require(0, file.u32Little(2));
        }
    }
}
