package dev.consilium.specialist.image;

import dev.consilium.avro.Image;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Image files that are made for a test. */
final class ImageFiles {

    private ImageFiles() {}

    static Image image(byte[] content, @Nullable String contentType) {
        return Image.newBuilder()
                .setId("an image")
                .setContent(ByteBuffer.wrap(content))
                .setContentType(contentType)
                .build();
    }

    static Image raw(byte[] content, @Nullable Integer width, @Nullable Integer height) {
        return Image.newBuilder()
                .setId("an image")
                .setContent(ByteBuffer.wrap(content))
                .setContentType("image/x-rgb8")
                .setWidth(width)
                .setHeight(height)
                .build();
    }

    /** A PNG file that only declares its pixels. */
    static byte[] pngThatDeclares(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
        return join(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
                pngChunk("IHDR", header.array()),
                pngChunk("IEND", new byte[0]));
    }

    /** A JPEG file that only declares its pixels. */
    static byte[] jpegThatDeclares(int width, int height) {
        ByteBuffer frame = ByteBuffer.allocate(12);
        frame.put(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xC0, 0, 8, 8});
        frame.putShort((short) height).putShort((short) width).put((byte) 1);
        return frame.array();
    }

    /** A PNG file of 3 x 3 pixels whose compressed data end well, but hold two rows. */
    static byte[] pngWithoutLastRow() {
        byte[] rows = new byte[2 * (1 + 3 * 3)];
        Deflater deflater = new Deflater();
        deflater.setInput(rows);
        deflater.finish();
        byte[] data = new byte[100];
        int length = deflater.deflate(data);
        deflater.end();
        byte[] declaration = pngThatDeclares(3, 3);
        int end = declaration.length - 12;
        return join(
                Arrays.copyOf(declaration, end),
                pngChunk("IDAT", Arrays.copyOf(data, length)),
                Arrays.copyOfRange(declaration, end, declaration.length));
    }

    /** A whole PNG file in one grey. */
    static byte[] plainPng(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {1, 0, 0, 0, 0});
        Deflater deflater = new Deflater();
        deflater.setInput(new byte[(1 + (width + 7) / 8) * height]);
        deflater.finish();
        byte[] data = new byte[100_000];
        int length = deflater.deflate(data);
        deflater.end();
        return join(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
                pngChunk("IHDR", header.array()),
                pngChunk("IDAT", Arrays.copyOf(data, length)),
                pngChunk("IEND", new byte[0]));
    }

    static byte[] pngChunk(String kind, byte[] content) {
        byte[] body = join(kind.getBytes(StandardCharsets.US_ASCII), content);
        CRC32 checksum = new CRC32();
        checksum.update(body);
        return join(
                ByteBuffer.allocate(4).putInt(content.length).array(),
                body,
                ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
