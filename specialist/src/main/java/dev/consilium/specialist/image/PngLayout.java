package dev.consilium.specialist.image;

/**
 * How a PNG file lays out its pixels.
 *
 * @param depth bits of a sample: 1, 2, 4, 8 or 16
 * @param colour 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
 */
record PngLayout(int width, int height, int depth, int colour, boolean interlaced) {

    static final int GREY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int GREY_ALPHA = 4;
    static final int RGB_ALPHA = 6;

    /** Adam7: first column, first row, step across, step down of each pass. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

    /** @param at of the header chunk's content */
    static PngLayout read(Bytes file, long at) throws BadImageException {
        int depth = file.u8(at + 8);
        int colour = file.u8(at + 9);
        int interlace = file.u8(at + 12);
        boolean known = switch (colour) {
            case GREY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case RGB, GREY_ALPHA, RGB_ALPHA -> depth == 8 || depth == 16;
            default -> false;
        };
        if (!known || file.u8(at + 10) != 0 || file.u8(at + 11) != 0 || interlace > 1) {
            throw new BadImageException(
                    "PNG is corrupt: colour type " + colour + " with " + depth + " bits, compression "
                            + file.u8(at + 10) + ", filter " + file.u8(at + 11) + ", interlace " + interlace);
        }
        return new PngLayout((int) file.u32(at), (int) file.u32(at + 4), depth, colour, interlace == 1);
    }

    int[][] passes() {
        return interlaced ? PASSES : ONE_PASS;
    }

    int widthOf(int[] pass) {
        return Math.max(0, (width - pass[0] + pass[2] - 1) / pass[2]);
    }

    int heightOf(int[] pass) {
        return Math.max(0, (height - pass[1] + pass[3] - 1) / pass[3]);
    }

    int samples() {
        return switch (colour) {
            case RGB -> 3;
            case GREY_ALPHA -> 2;
            case RGB_ALPHA -> 4;
            default -> 1;
        };
    }

    int rowBytes(int pixels) {
        return (int) (((long) pixels * samples() * depth + 7) / 8);
    }

    /** Bytes from a sample to the one on its left, as the filters understand it. */
    int filterDistance() {
        return Math.max(1, samples() * depth / 8);
    }

    /** Bytes of all rows of all passes, each with its filter's number. */
    long dataLength() {
        long length = 0;
        for (int[] pass : passes()) {
            if (widthOf(pass) > 0) {
                length += (long) heightOf(pass) * (1 + rowBytes(widthOf(pass)));
            }
        }
        return length;
    }
}
