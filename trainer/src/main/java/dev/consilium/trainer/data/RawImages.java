package dev.consilium.trainer.data;

import dev.consilium.avro.Image;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;

/** Images of one size that have no file each: what IDX and CIFAR-10 files hold. Immutable. */
final class RawImages implements LabelledImages {
    static final String CONTENT_TYPE = "image/x-rgb8";

    private final Path file;
    private final int width;
    private final int height;
    private final byte[] labels;
    private final Unpacker unpacker;

    /** Writes the RGB8 bytes of one image, row by row. */
    interface Unpacker {
        void unpack(int index, byte[] rgb);
    }

    /** @param file where they came from, for messages */
    RawImages(Path file, int width, int height, byte[] labels, Unpacker unpacker) {
        this.file = file;
        this.width = width;
        this.height = height;
        this.labels = labels;
        this.unpacker = unpacker;
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int label(int index) {
        return labels[index] & 0xff;
    }

    @Override
    public Image image(int index) {
        byte[] rgb = new byte[width * height * 3];
        unpacker.unpack(index, rgb);
        return Image.newBuilder()
                .setId(name(index))
                .setContent(ByteBuffer.wrap(rgb))
                .setContentType(CONTENT_TYPE)
                .setWidth(width)
                .setHeight(height)
                .setAttributes(Map.of())
                .build();
    }

    @Override
    public String name(int index) {
        return file.getFileName() + "#" + index;
    }
}
