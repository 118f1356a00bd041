package dev.consilium.specialist.image;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JPEG files: baseline, extended and progressive Huffman, 8 bits, grey, YCbCr, RGB, CMYK and YCCK. The samples are, bit by bit,
 * those of libjpeg-turbo with its default settings, so those of Pillow and OpenCV; but where these fill a gap in the data with grey and
 * go on, this refuses the file.
 *
 * <p>Owned by one thread: it remembers the Huffman tables of the last image.
 */
final class JpegDecoder {

    private static final int TABLES = 4;

    private final JpegTables tables = new JpegTables();

    /** Decodes a file whose header {@link #header} has accepted. */
    Pixels decode(Bytes file) throws BadImageException {
        return new Decoding(file).run();
    }

    /** The dimensions in the frame header. */
    static ImageHeader header(Bytes file) throws BadImageException {
        int at = 2;
        while (true) {
            JpegSegment segment = JpegSegment.at(file, at);
            if (segment.isFrame()) {
                return new ImageHeader(
                        ImageFormat.JPEG, file.u16(segment.start() + 3L), file.u16(segment.start() + 1L));
            }
            if (segment.marker() == JpegSegment.END || segment.marker() == JpegSegment.SCAN) {
                throw new BadImageException("JPEG has no frame header before its image data");
            }
            at = segment.end();
        }
    }

    /** What is known of one image, from its first segment to its last. */
    private final class Decoding {

        private final Bytes file;
        private @Nullable JpegFrame frame;
        private int restartInterval;
        private JpegColour.Hint colour = JpegColour.Hint.NONE;

        Decoding(Bytes file) {
            this.file = file;
            tables.forget();
        }

        Pixels run() throws BadImageException {
            int at = 2;
            while (true) {
                JpegSegment segment = JpegSegment.at(file, at);
                if (segment.marker() == JpegSegment.END) {
                    return requireFrame().pixels(tables, colour);
                }
                at = segment.marker() == JpegSegment.SCAN ? scan(segment) : other(segment);
            }
        }

        private int other(JpegSegment segment) throws BadImageException {
            switch (segment.marker()) {
                case JpegSegment.QUANTISATION -> tables.readQuantisation(file, segment);
                case JpegSegment.HUFFMAN -> tables.readHuffman(file, segment);
                case JpegSegment.RESTART_INTERVAL -> restartInterval = file.u16(segment.start());
                case JpegSegment.JFIF, JpegSegment.ADOBE -> colour = colour.with(file, segment);
                default -> {
                    if (segment.isFrame()) {
                        if (frame != null) {
                            throw new BadImageException(
                                    "JPEG has a second frame: hierarchical files are not supported");
                        }
                        frame = JpegFrame.read(file, segment);
                    }
                }
            }
            return segment.end();
        }

        private int scan(JpegSegment segment) throws BadImageException {
            JpegFrame ofScan = requireFrame();
            long at = segment.start();
            int count = file.u8(at++);
            List<JpegScan.Part> parts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                JpegComponent component = ofScan.component(file.u8(at++));
                int selectors = file.u8(at++);
                parts.add(new JpegScan.Part(
                        component, tables.dc(selectors >> 4 & TABLES - 1), tables.ac(selectors & TABLES - 1)));
            }
            int start = file.u8(at++);
            int end = file.u8(at++);
            int approximation = file.u8(at++);
            if (at != segment.end() || parts.isEmpty() || parts.size() > TABLES) {
                throw new BadImageException("JPEG is corrupt: a scan header of " + count + " components");
            }
            JpegBits bits = new JpegBits(file.file(), segment.end());
            JpegScan scan = new JpegScan(parts, ofScan.size(), restartInterval, bits);
            return scan.read(ofScan.reader(parts, bits, start, end, approximation >> 4, approximation & 0xF));
        }

        private JpegFrame requireFrame() throws BadImageException {
            if (frame == null) {
                throw new BadImageException("JPEG has no frame header before its image data");
            }
            return frame;
        }
    }
}
