package dev.consilium.specialist.image;

import java.util.List;

/** What the components of a JPEG image stand for, and the way from there to RGB. */
enum JpegColour {
    GREY,
    YCC,
    RGB,
    CMYK,
    YCCK;

    /** What the file says about itself; it says it nowhere clearly, so these are the rules that libjpeg follows. */
    record Hint(boolean jfif, int adobe) {

        static final int NO_ADOBE = -1;
        static final Hint NONE = new Hint(false, NO_ADOBE);

        Hint with(Bytes file, JpegSegment segment) throws BadImageException {
            if (segment.marker() == JpegSegment.JFIF) {
                return isNamed(file, segment, "JFIF\0") ? new Hint(true, adobe) : this;
            }
            return isNamed(file, segment, "Adobe") && segment.end() - segment.start() >= 12
                    ? new Hint(jfif, file.u8(segment.start() + 11L))
                    : this;
        }

        private static boolean isNamed(Bytes file, JpegSegment segment, String name) throws BadImageException {
            if (segment.end() - segment.start() < name.length()) {
                return false;
            }
            for (int i = 0; i < name.length(); i++) {
                if (file.u8(segment.start() + (long) i) != name.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    static JpegColour of(List<JpegComponent> components, Hint hint) {
        return switch (components.size()) {
            case 1 -> GREY;
            case 3 -> ofThree(components, hint);
            default -> hint.adobe == Hint.NO_ADOBE || hint.adobe == 0 ? CMYK : YCCK;
        };
    }

    private static JpegColour ofThree(List<JpegComponent> components, Hint hint) {
        if (hint.jfif) {
            return YCC;
        }
        if (hint.adobe != Hint.NO_ADOBE) {
            return hint.adobe == 0 ? RGB : YCC;
        }
        boolean named = components.get(0).id == 'R' && components.get(1).id == 'G' && components.get(2).id == 'B';
        return named ? RGB : YCC;
    }

    Pixels pixels(JpegSampler sampler) {
        int components = this == GREY ? 1 : this == CMYK || this == YCCK ? 4 : 3;
        int width = sampler.width();
        int[][] rows = new int[components][sampler.paddedWidth()];
        byte[] rgb = new byte[width * sampler.height() * Pixels.CHANNELS];
        for (int y = 0; y < sampler.height(); y++) {
            for (int c = 0; c < components; c++) {
                sampler.row(c, y, rows[c]);
            }
            write(rows, width, rgb, y * width * Pixels.CHANNELS);
        }
        return new Pixels(width, sampler.height(), rgb);
    }

    private void write(int[][] rows, int width, byte[] rgb, int at) {
        switch (this) {
            case GREY -> grey(rows[0], width, rgb, at);
            case RGB -> rgb(rows, width, rgb, at);
            case YCC -> ycc(rows, width, rgb, at);
            case CMYK -> cmyk(rows, width, rgb, at);
            case YCCK -> {
                yccToCmy(rows, width);
                cmyk(rows, width, rgb, at);
            }
        }
    }

    private static void grey(int[] row, int width, byte[] rgb, int at) {
        int out = at;
        for (int x = 0; x < width; x++) {
            byte value = (byte) row[x];
            rgb[out++] = value;
            rgb[out++] = value;
            rgb[out++] = value;
        }
    }

    private static void rgb(int[][] rows, int width, byte[] rgb, int at) {
        int out = at;
        for (int x = 0; x < width; x++) {
            rgb[out++] = (byte) rows[0][x];
            rgb[out++] = (byte) rows[1][x];
            rgb[out++] = (byte) rows[2][x];
        }
    }

    private static void ycc(int[][] rows, int width, byte[] rgb, int at) {
        int[] luma = rows[0];
        int[] blueness = rows[1];
        int[] redness = rows[2];
        int out = at;
        for (int x = 0; x < width; x++) {
            int y = luma[x];
            int cb = blueness[x] - 128;
            int cr = redness[x] - 128;
            rgb[out++] = cut(red(y, cr));
            rgb[out++] = cut(green(y, cb, cr));
            rgb[out++] = cut(blue(y, cb));
        }
    }

    /** In place; inverted, as {@link #cmyk} expects what Adobe writes. */
    private static void yccToCmy(int[][] rows, int width) {
        for (int x = 0; x < width; x++) {
            int y = rows[0][x];
            int cb = rows[1][x] - 128;
            int cr = rows[2][x] - 128;
            rows[0][x] = 255 - (cut(red(y, cr)) & 0xFF);
            rows[1][x] = 255 - (cut(green(y, cb, cr)) & 0xFF);
            rows[2][x] = 255 - (cut(blue(y, cb)) & 0xFF);
        }
    }

    /** All inks are stored inverted (255: none), as Adobe does, and as Pillow takes every CMYK file. */
    private static void cmyk(int[][] rows, int width, byte[] rgb, int at) {
        int out = at;
        for (int x = 0; x < width; x++) {
            int paper = rows[3][x];
            for (int c = 0; c < Pixels.CHANNELS; c++) {
                int ink = (255 - rows[c][x]) * paper + 128;
                rgb[out++] = (byte) Math.max(0, paper - (((ink >> 8) + ink) >> 8));
            }
        }
    }

    private static int red(int y, int cr) {
        return y + ((91881 * cr + 32768) >> 16);
    }

    private static int green(int y, int cb, int cr) {
        return y + ((-22554 * cb - 46802 * cr + 32768) >> 16);
    }

    private static int blue(int y, int cb) {
        return y + ((116130 * cb + 32768) >> 16);
    }

    private static byte cut(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
