package dev.consilium.specialist.image;

import java.util.List;

/**
 * Rows of a JPEG image at full resolution. Components that are sampled at half the resolution are enlarged with a triangle filter, as
 * libjpeg does by default ("fancy"); other ratios repeat samples.
 *
 * <p>Owned by the decoding of one image.
 */
final class JpegSampler {

    private final List<JpegPlane> planes;
    private final List<JpegComponent> components;
    private final JpegFrameSize size;
    private final int[] column;

    JpegSampler(List<JpegPlane> planes, List<JpegComponent> components, JpegFrameSize size) {
        this.planes = planes;
        this.components = components;
        this.size = size;
        this.column = new int[size.unitsAcross() * size.maxHorizontal() * 8];
    }

    int width() {
        return size.width();
    }

    int height() {
        return size.height();
    }

    /** What a row must have room for. */
    int paddedWidth() {
        return column.length;
    }

    /** Writes row {@code y} of a component: {@link #width} samples, 0 to 255. */
    void row(int component, int y, int[] out) {
        JpegComponent c = components.get(component);
        JpegPlane plane = planes.get(component);
        int across = size.maxHorizontal() / c.horizontal;
        int down = size.maxVertical() / c.vertical;
        boolean wholeRatios = across * c.horizontal == size.maxHorizontal() && down * c.vertical == size.maxVertical();
        // Three samples are the least that libjpeg filters along a row.
        boolean twiceAcross = wholeRatios && across == 2 && c.width > 2;
        if (wholeRatios && across == 1 && down == 1) {
            copy(plane, y, out);
        } else if (twiceAcross && down == 1) {
            copy(plane, y, column, c.width);
            twice(column, c.width, out, 1, 2, 2);
        } else if (twiceAcross && down == 2) {
            blend(plane, c, y);
            twice(column, c.width, out, 8, 7, 4);
        } else if (wholeRatios && across == 1 && down == 2) {
            blend(plane, c, y);
            // Rounded up and down by turns, so that the image does not drift to either side.
            int bias = (y & 1) == 0 ? 1 : 2;
            for (int x = 0; x < size.width(); x++) {
                out[x] = (column[x] + bias) >> 2;
            }
        } else {
            repeat(plane, c, y, out);
        }
    }

    private void copy(JpegPlane plane, int y, int[] out) {
        copy(plane, y, out, size.width());
    }

    private static void copy(JpegPlane plane, int y, int[] out, int count) {
        int at = y * plane.stride();
        for (int x = 0; x < count; x++) {
            out[x] = plane.samples()[at + x] & 0xFF;
        }
    }

    /** Three parts of the nearer row and one of the farther, times 4. */
    private void blend(JpegPlane plane, JpegComponent c, int y) {
        int near = y >> 1;
        int far = Math.max(0, Math.min(c.height - 1, (y & 1) == 0 ? near - 1 : near + 1));
        int nearAt = near * plane.stride();
        int farAt = far * plane.stride();
        byte[] samples = plane.samples();
        for (int x = 0; x < c.width; x++) {
            column[x] = 3 * (samples[nearAt + x] & 0xFF) + (samples[farAt + x] & 0xFF);
        }
    }

    /** Three parts of the nearer sample and one of the farther; the outermost have no farther one. Writes 2 x count samples. */
    private static void twice(int[] in, int count, int[] out, int leftBias, int rightBias, int shift) {
        int last = count - 1;
        out[0] = (4 * in[0] + leftBias) >> shift;
        out[1] = (3 * in[0] + in[1] + rightBias) >> shift;
        for (int i = 1; i < last; i++) {
            int own = 3 * in[i];
            out[2 * i] = (own + in[i - 1] + leftBias) >> shift;
            out[2 * i + 1] = (own + in[i + 1] + rightBias) >> shift;
        }
        out[2 * last] = (3 * in[last] + in[last - 1] + leftBias) >> shift;
        out[2 * last + 1] = (4 * in[last] + rightBias) >> shift;
    }

    private void repeat(JpegPlane plane, JpegComponent c, int y, int[] out) {
        int at = y * c.vertical / size.maxVertical() * plane.stride();
        for (int x = 0; x < size.width(); x++) {
            out[x] = plane.samples()[at + x * c.horizontal / size.maxHorizontal()] & 0xFF;
        }
    }
}
