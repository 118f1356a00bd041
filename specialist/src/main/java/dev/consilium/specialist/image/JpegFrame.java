package dev.consilium.specialist.image;

import java.util.ArrayList;
import java.util.List;

/** The frame of a JPEG file: its kind, its size, its components. */
final class JpegFrame {

    private static final int PROGRESSIVE = 0xC2;

    private final boolean progressive;
    private final JpegFrameSize size;
    private final List<JpegComponent> components;

    private JpegFrame(boolean progressive, JpegFrameSize size, List<JpegComponent> components) {
        this.progressive = progressive;
        this.size = size;
        this.components = components;
    }

    static JpegFrame read(Bytes file, JpegSegment segment) throws BadImageException {
        if (segment.marker() > PROGRESSIVE) {
            throw new BadImageException("JPEG is of a kind that is not supported (SOF" + (segment.marker() - 0xC0)
                    + "): it must be baseline, extended or progressive with Huffman coding");
        }
        long at = segment.start();
        int precision = file.u8(at);
        if (precision != 8) {
            throw new BadImageException(
                    "JPEG has " + precision + " bits a sample, which is not supported: it must have 8");
        }
        int count = file.u8(at + 5);
        if (count != 1 && count != 3 && count != 4) {
            throw new BadImageException(
                    "JPEG has " + count + " components, which is not supported: it must have 1, 3 or 4");
        }
        int maxHorizontal = 1;
        int maxVertical = 1;
        for (int i = 0; i < count; i++) {
            int sampling = file.u8(at + 7 + 3L * i);
            requireFactor(sampling >> 4);
            requireFactor(sampling & 0xF);
            maxHorizontal = Math.max(maxHorizontal, sampling >> 4);
            maxVertical = Math.max(maxVertical, sampling & 0xF);
        }
        JpegFrameSize size = new JpegFrameSize(file.u16(at + 3), file.u16(at + 1), maxHorizontal, maxVertical);
        List<JpegComponent> components = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long entry = at + 6 + 3L * i;
            int sampling = file.u8(entry + 1);
            components.add(new JpegComponent(file.u8(entry), sampling >> 4, sampling & 0xF, file.u8(entry + 2), size));
        }
        return new JpegFrame(segment.marker() == PROGRESSIVE, size, components);
    }

    JpegFrameSize size() {
        return size;
    }

    JpegComponent component(int id) throws BadImageException {
        for (JpegComponent component : components) {
            if (component.id == id) {
                return component;
            }
        }
        throw new BadImageException("JPEG is corrupt: a scan of component " + id + ", which the frame does not have");
    }

    /** What reads the blocks of a scan; notes what the scan will have brought. */
    JpegBlockReader reader(List<JpegScan.Part> parts, JpegBits bits, int start, int end, int high, int low)
            throws BadImageException {
        if (!progressive) {
            note(parts, 0, JpegComponent.BLOCK - 1, 0, 0);
            return new JpegSequential(bits);
        }
        boolean dc = start == 0 && end == 0;
        boolean ac = start > 0 && start <= end && end < JpegComponent.BLOCK && parts.size() == 1;
        if (!dc && !ac || low > 13 || high != 0 && high != low + 1) {
            throw new BadImageException("JPEG is corrupt: a scan of the coefficients " + start + " to " + end
                    + ", bits " + high + " to " + low);
        }
        note(parts, start, end, high, low);
        return new JpegProgressive(bits, start, end, high, low);
    }

    /** @throws BadImageException if a part of the image has not come */
    Pixels pixels(JpegTables tables, JpegColour.Hint hint) throws BadImageException {
        for (JpegComponent component : components) {
            for (byte missing : component.missingBits) {
                if (missing != 0) {
                    throw new BadImageException("JPEG is truncated: its last scans are missing");
                }
            }
        }
        List<JpegPlane> planes = new ArrayList<>();
        for (JpegComponent component : components) {
            planes.add(JpegPlane.of(component, tables.quantisation(component.quantisation)));
        }
        return JpegColour.of(components, hint).pixels(new JpegSampler(planes, components, size));
    }

    private static void note(List<JpegScan.Part> parts, int start, int end, int high, int low)
            throws BadImageException {
        for (JpegScan.Part part : parts) {
            byte[] missing = part.component().missingBits;
            for (int k = start; k <= end; k++) {
                if (missing[k] != (high == 0 ? -1 : high)) {
                    throw new BadImageException("JPEG is corrupt: a scan repeats or skips a part of the image");
                }
                missing[k] = (byte) low;
            }
        }
    }

    private static void requireFactor(int factor) throws BadImageException {
        if (factor < 1 || factor > 4) {
            throw new BadImageException("JPEG is corrupt: a sampling factor of " + factor);
        }
    }
}
