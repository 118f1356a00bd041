package dev.consilium.specialist.torch;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import dev.consilium.avro.Input;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.Specialist;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A loaded module and its normalisation: batch in, logits out. Any thread may run it; its owner closes it when none does.
 */
final class LoadedModule implements AutoCloseable {

    // Held although only the block is used: a Model that cannot be reached is finalised, and closes its block with it.
    private final Model model;
    private final Block block;
    private final NDManager manager;
    private final InputShape shape;
    private final int classes;
    // On a GPU: 255. A tensor, since libtorch multiplies by the reciprocal of a number, which rounds otherwise than
    // ToTensor.
    private final @Nullable NDArray divisor;
    private final @Nullable NDArray mean;
    private final @Nullable NDArray std;

    LoadedModule(Model model, Specialist specialist) {
        Input input = specialist.manifest().getInput();
        this.model = model;
        this.block = model.getBlock();
        this.manager = model.getNDManager();
        this.shape = specialist.input();
        this.classes = specialist.classes();
        this.divisor = manager.getDevice().isGpu() ? manager.create(255f) : null;
        this.mean = perChannel(input.getMean());
        this.std = perChannel(input.getStd());
    }

    /** @throws ForwardException if the module throws or answers with something else than float32 {@code [size, K]} */
    float[] forward(ImageBatch batch, int size, Layout layout) {
        ByteBuffer images = divisor == null ? batch.first(size) : batch.firstBytes(size);
        Shape nhwcShape = new Shape(size, shape.height(), shape.width(), InputShape.CHANNELS);
        try (NDManager scope = manager.newSubManager()) {
            NDArray nhwc = divisor == null
                    ? scope.create(images, nhwcShape, DataType.FLOAT32)
                    : uploaded(images, nhwcShape, divisor, scope);
            NDArray nchw = normalised(nhwc.transpose(0, 3, 1, 2));
            if (layout == Layout.CONTIGUOUS) {
                // A reshape to one dimension copies into the order of the shape; the second one is a view.
                nchw = nchw.reshape(-1).reshape(size, InputShape.CHANNELS, shape.height(), shape.width());
            }
            NDList output = block.forward(new ParameterStore(scope, false), new NDList(nchw), false);
            return logits(output, size);
        } catch (ForwardException e) {
            throw e;
        } catch (RuntimeException e) {
            // DJL throws several kinds: for what libtorch says, and for answers that are no tensors.
            throw new ForwardException("the module failed: " + TorchMessages.firstLine(e), e);
        }
    }

    /** Cast where the module runs: a quarter of the bytes has to go there. */
    static NDArray uploaded(ByteBuffer pixels, Shape shape, NDArray divisor, NDManager scope) {
        return scope.create(pixels, shape, DataType.UINT8)
                .toType(DataType.FLOAT32, false)
                .div(divisor);
    }

    Device device() {
        return manager.getDevice();
    }

    @Override
    public void close() {
        model.close();
    }

    private NDArray normalised(NDArray images) {
        NDArray result = mean == null ? images : images.sub(mean);
        return std == null ? result : result.div(std);
    }

    private float[] logits(NDList output, int size) {
        if (output.size() != 1) {
            throw new ForwardException(
                    "it gives " + output.size() + " outputs where logits of " + expected(size) + " were expected");
        }
        NDArray logits = output.singletonOrThrow();
        if (!logits.getShape().equals(new Shape(size, classes)) || logits.getDataType() != DataType.FLOAT32) {
            throw new ForwardException("it gives " + logits.getDataType().name().toLowerCase(Locale.ROOT) + " "
                    + logits.getShape() + " where logits of " + expected(size) + " were expected");
        }
        return logits.toFloatArray();
    }

    private String expected(int size) {
        return "float32 (" + size + ", " + classes + ")";
    }

    private @Nullable NDArray perChannel(List<Float> values) {
        if (values.isEmpty()) {
            return null;
        }
        float[] array = new float[values.size()];
        for (int c = 0; c < array.length; c++) {
            array[c] = values.get(c);
        }
        return manager.create(array, new Shape(1, array.length, 1, 1));
    }
}
