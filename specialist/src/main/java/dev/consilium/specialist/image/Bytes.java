package dev.consilium.specialist.image;

/** Bounds-checked reading of a file's bytes: reading past the end says "truncated" and never throws anything else. */
final class Bytes {

    private final byte[] file;

    Bytes(byte[] file) {
        this.file = file;
    }

    /** All of them, not copied. */
    byte[] file() {
        return file;
    }

    boolean startsWith(int... expected) {
        if (file.length < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((file[i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    int length() {
        return file.length;
    }

    int u8(long at) throws BadImageException {
        require(at, 1);
        return file[(int) at] & 0xFF;
    }

    int u16(long at) throws BadImageException {
        require(at, 2);
        return (file[(int) at] & 0xFF) << 8 | (file[(int) at + 1] & 0xFF);
    }

    int u16Little(long at) throws BadImageException {
        require(at, 2);
        return (file[(int) at + 1] & 0xFF) << 8 | (file[(int) at] & 0xFF);
    }

    long u32(long at) throws BadImageException {
        return (long) u16(at) << 16 | u16(at + 2);
    }

    long u32Little(long at) throws BadImageException {
        return (long) u16Little(at + 2) << 16 | u16Little(at);
    }

    int s32Little(long at) throws BadImageException {
        return (int) u32Little(at);
    }

    void require(long at, long count) throws BadImageException {
        if (at + count > file.length) {
            throw new BadImageException(
                    "truncated: the file ends after " + file.length + " bytes, within what it announces");
        }
    }
}
