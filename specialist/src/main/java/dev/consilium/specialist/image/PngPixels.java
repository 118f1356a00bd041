package dev.consilium.specialist.image;

/** From the decompressed data of a PNG file to its pixels: undoes the filters, pass by pass, and turns samples into RGB. */
final class PngPixels {

    private final PngLayout layout;
    private final byte[] data;
    private final byte[] palette;
    private final byte[] rgb;

    private PngPixels(PngLayout layout, byte[] data, byte[] palette) {
        this.layout = layout;
        this.data = data;
        this.palette = palette;
        this.rgb = new byte[layout.width() * layout.height() * Pixels.CHANNELS];
    }

    /** @param data is changed */
    static Pixels of(PngLayout layout, byte[] data, byte[] palette) throws BadImageException {
        PngPixels pixels = new PngPixels(layout, data, palette);
        int at = 0;
        for (int[] pass : layout.passes()) {
            at = pixels.pass(pass, at);
        }
        return new Pixels(layout.width(), layout.height(), pixels.rgb);
    }

    private int pass(int[] pass, int start) throws BadImageException {
        int width = layout.widthOf(pass);
        if (width == 0) {
            return start;
        }
        int rowBytes = layout.rowBytes(width);
        int at = start;
        for (int row = 0; row < layout.heightOf(pass); row++) {
            // The row above the first one counts as zeros.
            PngFilter.undo(data, at, rowBytes, layout.filterDistance(), row == 0 ? -1 : at - rowBytes);
            int out = ((pass[1] + row * pass[3]) * layout.width() + pass[0]) * Pixels.CHANNELS;
            row(at + 1, width, out, pass[2] * Pixels.CHANNELS);
            at += 1 + rowBytes;
        }
        return at;
    }

    private void row(int at, int width, int start, int step) throws BadImageException {
        int sampleBytes = layout.depth() / 8;
        int out = start;
        for (int x = 0; x < width; x++, out += step) {
            switch (layout.colour()) {
                case PngLayout.RGB, PngLayout.RGB_ALPHA -> {
                    int in = at + x * layout.samples() * sampleBytes;
                    put(out, data[in], data[in + sampleBytes], data[in + 2 * sampleBytes]);
                }
                case PngLayout.PALETTE -> colour(out, sample(at, x));
                case PngLayout.GREY_ALPHA -> grey(out, data[at + x * 2 * sampleBytes]);
                default -> grey(out, layout.depth() == 16 ? data[at + 2 * x] : scaled(sample(at, x)));
            }
        }
    }

    /** Sample {@code x} of a row, of 8 bits or less. */
    private int sample(int at, int x) {
        int depth = layout.depth();
        int bit = x * depth;
        return data[at + bit / 8] >> (8 - depth - bit % 8) & (1 << depth) - 1;
    }

    /** The brightest value of any depth is 255. */
    private byte scaled(int sample) {
        return (byte) (sample * (255 / ((1 << layout.depth()) - 1)));
    }

    private void colour(int out, int index) throws BadImageException {
        if (3 * index + 2 >= palette.length) {
            throw new BadImageException(
                    "PNG is corrupt: a pixel has colour " + index + " of a palette of " + palette.length / 3);
        }
        put(out, palette[3 * index], palette[3 * index + 1], palette[3 * index + 2]);
    }

    private void grey(int out, byte value) {
        put(out, value, value, value);
    }

    private void put(int out, byte red, byte green, byte blue) {
        rgb[out] = red;
        rgb[out + 1] = green;
        rgb[out + 2] = blue;
    }
}
