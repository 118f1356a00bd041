package dev.consilium.specialist.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One scan of a JPEG file: goes over its blocks in the order of the file, with restarts. What it reads for each block, a
 * {@link JpegBlockReader} knows.
 */
final class JpegScan {

    private final List<Part> parts;
    private final JpegFrameSize frame;
    private final int restartInterval;
    private final JpegBits bits;

    JpegScan(List<Part> parts, JpegFrameSize frame, int restartInterval, JpegBits bits) {
        this.parts = parts;
        this.frame = frame;
        this.restartInterval = restartInterval;
        this.bits = bits;
    }

    /** A component in this scan, with its tables: absent ones are a fault only when they are needed. */
    record Part(
            JpegComponent component,
            @Nullable JpegHuffman dc,
            @Nullable JpegHuffman ac) {}

    /** Reads all blocks, and gives the place of the marker behind them. */
    int read(JpegBlockReader reader) throws BadImageException {
        boolean interleaved = parts.size() > 1;
        JpegComponent first = parts.get(0).component();
        int across = interleaved ? frame.unitsAcross() : first.blocksAcross;
        int units = across * (interleaved ? frame.unitsDown() : first.blocksDown);
        restart(reader);
        for (int unit = 0; unit < units; unit++) {
            if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0) {
                bits.restart(0xD0 + (unit / restartInterval - 1) % 8);
                restart(reader);
            }
            if (interleaved) {
                readUnit(reader, unit / across, unit % across);
            } else {
                reader.read(parts.get(0), first.blockAt(unit / across, unit % across));
            }
        }
        return bits.end();
    }

    private void readUnit(JpegBlockReader reader, int row, int column) throws BadImageException {
        for (Part part : parts) {
            JpegComponent component = part.component();
            for (int v = 0; v < component.vertical; v++) {
                for (int h = 0; h < component.horizontal; h++) {
                    reader.read(
                            part, component.blockAt(row * component.vertical + v, column * component.horizontal + h));
                }
            }
        }
    }

    private void restart(JpegBlockReader reader) {
        for (Part part : parts) {
            part.component().lastDc = 0;
        }
        reader.restart();
    }
}
