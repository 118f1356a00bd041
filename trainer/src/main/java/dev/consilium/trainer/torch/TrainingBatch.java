package dev.consilium.trainer.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.consilium.specialist.InputShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/**
 * The images and wanted answers of one batch, in two direct buffers that live as long as the training: NHWC float32 in [0,1] and one
 * row of target probabilities per image. Owned by the thread that trains.
 */
public final class TrainingBatch {
    private static final int CHANNELS = 3;
    /** What torchvision's ToTensor makes of a byte. */
    private static final float[] UNIT = new float[256];

    static {
        for (int value = 0; value < UNIT.length; value++) {
            UNIT[value] = value / 255f;
        }
    }

    private final InputShape shape;
    private final int capacity;
    private final int outputs;
    private final ByteBuffer imageBytes;
    private final ByteBuffer targetBytes;
    private final FloatBuffer images;
    private final FloatBuffer targets;
    private final float[] row;
    private int size;

    /** @param outputs columns of the head, those for other classes included */
    public TrainingBatch(InputShape shape, int capacity, int outputs) {
        this.shape = shape;
        this.capacity = capacity;
        this.outputs = outputs;
        row = new float[shape.height() * shape.width() * CHANNELS];
        imageBytes = direct((long) capacity * row.length);
        targetBytes = direct((long) capacity * outputs);
        images = imageBytes.asFloatBuffer();
        targets = targetBytes.asFloatBuffer();
    }

    public void clear() {
        size = 0;
    }

    public int capacity() {
        return capacity;
    }

    public int size() {
        return size;
    }

    /**
     * Adds one image with the answer that it should get.
     *
     * @param target one probability an output
     */
    public void add(byte[] rgb, float[] target) {
        add(rgb, values -> {}, target);
    }

    /**
     * Adds one image, changed, with the answer that it should get.
     *
     * @param change is given the image's values in [0,1], pixel by pixel, to change them in place
     * @param target one probability an output
     */
    public void add(byte[] rgb, Consumer<float[]> change, float[] target) {
        if (size == capacity) {
            throw new IllegalStateException("The batch is full: " + capacity);
        }
        for (int i = 0; i < row.length; i++) {
            row[i] = UNIT[rgb[i] & 0xff];
        }
        change.accept(row);
        images.put(size * row.length, row);
        targets.put(size * outputs, target);
        size++;
    }

    /** [size, 3, height, width] in channels_last: a view of the buffer, valid until the next {@link #add}. */
    NDArray images(NDManager manager) {
        NDArray nhwc = manager.create(
                imageBytes.duplicate().order(ByteOrder.nativeOrder()).limit(size * row.length * Float.BYTES),
                new Shape(size, shape.height(), shape.width(), CHANNELS),
                DataType.FLOAT32);
        return nhwc.transpose(0, 3, 1, 2);
    }

    /** [size, outputs]: a view of the buffer, valid until the next {@link #add}. */
    NDArray targets(NDManager manager) {
        return manager.create(
                targetBytes.duplicate().order(ByteOrder.nativeOrder()).limit(size * outputs * Float.BYTES),
                new Shape(size, outputs),
                DataType.FLOAT32);
    }

    private static ByteBuffer direct(long floats) {
        return ByteBuffer.allocateDirect(Math.toIntExact(floats * Float.BYTES)).order(ByteOrder.nativeOrder());
    }
}
