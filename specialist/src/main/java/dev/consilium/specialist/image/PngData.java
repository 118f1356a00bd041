package dev.consilium.specialist.image;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The compressed pixel data of a PNG file: exactly as many bytes as its header asks for, or none. */
final class PngData implements AutoCloseable {

    private final Inflater inflater = new Inflater();
    private final byte[] data;
    private int filled;

    PngData(long length) throws BadImageException {
        if (length > Integer.MAX_VALUE - 8) {
            throw new BadImageException("PNG has " + length + " bytes of pixel data, which is too much");
        }
        this.data = new byte[(int) length];
    }

    void add(byte[] file, int start, int length) throws BadImageException {
        inflater.setInput(file, start, length);
        inflateTo(data);
        if (filled == data.length && !inflater.finished()) {
            // Only the checksum may follow: the inflater compares it when it is asked for more.
            inflateChecksum();
        }
    }

    byte[] complete() throws BadImageException {
        if (filled < data.length || !inflater.finished()) {
            throw new BadImageException(
                    "PNG is truncated: its pixel data ends after " + filled + " of " + data.length + " bytes");
        }
        return data;
    }

    @Override
    public void close() {
        inflater.end();
    }

    private void inflateTo(byte[] target) throws BadImageException {
        try {
            int count = -1;
            while (filled < target.length && count != 0) {
                count = inflater.inflate(target, filled, target.length - filled);
                filled += count;
            }
        } catch (DataFormatException e) {
            throw corrupt(e);
        }
    }

    private void inflateChecksum() throws BadImageException {
        try {
            if (inflater.inflate(new byte[1]) != 0) {
                throw new BadImageException("PNG is corrupt: it has more pixel data than its header declares");
            }
        } catch (DataFormatException e) {
            throw corrupt(e);
        }
    }

    private static BadImageException corrupt(DataFormatException e) {
        return new BadImageException(
                "PNG is corrupt: its pixel data cannot be decompressed (" + e.getMessage() + ")", e);
    }
}
