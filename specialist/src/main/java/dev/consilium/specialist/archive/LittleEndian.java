package dev.consilium.specialist.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Numbers of a zip file's records, by their offset. */
record LittleEndian(ByteBuffer bytes) {

    static LittleEndian of(byte[] bytes) {
        return new LittleEndian(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }

    int length() {
        return bytes.limit();
    }

    int u16(int at) {
        return bytes.getShort(at) & 0xFFFF;
    }

    long u32(int at) {
        return bytes.getInt(at) & 0xFFFF_FFFFL;
    }

    /** Negative for what is beyond all files. */
    long u64(int at) {
        return bytes.getLong(at);
    }

    String text(int at, int length) {
        byte[] text = new byte[length];
        bytes.get(at, text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
