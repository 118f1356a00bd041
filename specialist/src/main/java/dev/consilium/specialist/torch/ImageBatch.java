package dev.consilium.specialist.torch;

import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.image.Pixels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The images that are put before specialists of one input shape together: float32 values in [0, 1], NHWC, in one direct buffer that lives
 * as long as the batch. All specialists of the shape read the same memory, and none of it is copied. Those on a GPU are sent the pixels
 * instead, a quarter of the bytes.
 *
 * <p>Owned by one thread at a time. A slot is valid until it is overwritten; the batch is used again for the next images.
 */
public final class ImageBatch implements AutoCloseable {

    /** {@code value / 255} in float32: torchvision's {@code ToTensor}. */
    private static final float[] UNIT = new float[256];

    static {
        for (int value = 0; value < UNIT.length; value++) {
            UNIT[value] = value / 255f;
        }
    }

    private final InputShape shape;
    private final int capacity;
    private final ByteBuffer memory;
    private final FloatBuffer values;
    private final float[] image;
    private final @Nullable Pixels[] pixels;
    // Made when a specialist on a GPU asks first.
    private @Nullable ByteBuffer bytes;
    private boolean closed;

    /** @throws IllegalArgumentException if the capacity is below 1, or such a batch does not fit in a buffer (2 GiB) */
    public ImageBatch(InputShape shape, int capacity) {
        long bytes = (long) capacity * shape.values() * Float.BYTES;
        if (capacity < 1 || bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a batch of " + capacity + " images of " + shape.height() + " x "
                    + shape.width() + " pixels: it must hold 1 image or more, in less than 2 GiB");
        }
        this.shape = shape;
        this.capacity = capacity;
        this.memory = ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder());
        this.values = memory.asFloatBuffer();
        this.image = new float[shape.values()];
        this.pixels = new @Nullable Pixels[capacity];
    }

    /**
     * Puts an image in a slot.
     *
     * @throws IllegalArgumentException if the image is not of this batch's shape
     */
    public void put(int slot, Pixels decoded) {
        requireOpen();
        if (decoded.width() != shape.width() || decoded.height() != shape.height()) {
            throw new IllegalArgumentException("an image of " + decoded.width() + " x " + decoded.height()
                    + " pixels in a batch of " + shape.width() + " x " + shape.height());
        }
        if (slot < 0 || slot >= capacity) {
            throw new IndexOutOfBoundsException("slot " + slot + " of a batch of " + capacity);
        }
        byte[] rgb = decoded.rgb();
        for (int i = 0; i < image.length; i++) {
            image[i] = UNIT[rgb[i] & 0xFF];
        }
        values.put(slot * image.length, image);
        pixels[slot] = decoded;
    }

    public InputShape shape() {
        return shape;
    }

    public int capacity() {
        return capacity;
    }

    /** A closed batch refuses to be used. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(pixels, null);
    }

    /** The first {@code size} images as values: the batch's own memory, not a copy. */
    ByteBuffer first(int size) {
        requireSize(size);
        return memory.duplicate().order(ByteOrder.nativeOrder()).position(0).limit(size * shape.values() * Float.BYTES);
    }

    /** The first {@code size} images as pixels, 8 bits a channel: another memory of the batch, valid until the next call. */
    ByteBuffer firstBytes(int size) {
        requireSize(size);
        ByteBuffer all = bytes == null ? ByteBuffer.allocateDirect(capacity * shape.values()) : bytes;
        bytes = all;
        for (int slot = 0; slot < size; slot++) {
            Pixels each = pixels[slot];
            if (each != null) {
                all.put(slot * shape.values(), each.rgb());
            }
        }
        return all.duplicate().position(0).limit(size * shape.values());
    }

    private void requireSize(int size) {
        requireOpen();
        if (size < 1 || size > capacity) {
            throw new IllegalArgumentException("a forward of " + size + " images of a batch of " + capacity);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the batch is closed");
        }
    }
}
