package dev.consilium.specialist.image;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.bytedeco.javacpp.BytePointer;

/** Bounds-checked reading of a file's bytes: reading past the end says "truncated" and never throws anything else. */
final class Bytes {

    private final byte[] array;
    private final int start;
    private final int length;

    private Bytes(byte[] array, int start, int length) {
        this.array = array;
        this.start = start;
        this.length = length;
    }

    /** What is left in a buffer, which is read in place where it can be; its position stays. */
    static Bytes in(ByteBuffer content) {
        int length = content.remaining();
        if (content.hasArray()) {
            return new Bytes(content.array(), content.arrayOffset() + content.position(), length);
        }
        byte[] copy = new byte[length];
        content.duplicate().get(copy);
        return new Bytes(copy, 0, length);
    }

    static Bytes of(byte[] array) {
        return new Bytes(array, 0, array.length);
    }

    /** All of them, not copied if they have an array of their own: not to be written to. */
    byte[] toArray() {
        return start == 0 && length == array.length ? array : Arrays.copyOfRange(array, start, start + length);
    }

    InputStream toStream() {
        return new ByteArrayInputStream(array, start, length);
    }

    /** To the beginning of native memory that is large enough. */
    void copyTo(BytePointer target) {
        target.position(0).put(array, start, length);
    }

    /** Some bytes that are known to be there. */
    void writeTo(ByteArrayOutputStream out, long at, long count) {
        out.write(array, start + (int) at, (int) count);
    }

    /** The CRC-32 of some bytes that are known to be there. */
    long checksum(long at, long count) {
        CRC32 checksum = new CRC32();
        checksum.update(array, start + (int) at, (int) count);
        return checksum.getValue();
    }

    boolean startsWith(int... expected) {
        if (length < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((array[start + i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    int length() {
        return length;
    }

    /** Where the next byte of 0xFF stands, from there on; the file's length when there is none. */
    long next0xFF(long from) {
        int end = start + length;
        int at = start + (int) from;
        while (at < end && array[at] != (byte) 0xFF) {
            at++;
        }
        return at - start;
    }

    int u8(long at) throws BadImageException {
        require(at, 1);
        return array[start + (int) at] & 0xFF;
    }

    int u16(long at) throws BadImageException {
        require(at, 2);
        return (array[start + (int) at] & 0xFF) << 8 | (array[start + (int) at + 1] & 0xFF);
    }

    int u16Little(long at) throws BadImageException {
        require(at, 2);
        return (array[start + (int) at + 1] & 0xFF) << 8 | (array[start + (int) at] & 0xFF);
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
        if (at + count > length) {
            throw new BadImageException(
                    "truncated: the file ends after " + length + " bytes, within what it announces");
        }
    }
}
