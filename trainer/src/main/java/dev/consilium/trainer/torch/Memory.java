package dev.consilium.trainer.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Arrays of the parameters' shapes in which an optimizer remembers earlier steps: at first all zero. They are made when they are first
 * asked for, since a module's head gets its shape after the module is loaded. Owned by the thread that trains.
 */
final class Memory {
    private final List<NDArray> parameters;
    private final NDManager manager;
    private final List<NDArray> arrays = new ArrayList<>();

    /** @param manager owns the arrays */
    Memory(List<NDArray> parameters, NDManager manager) {
        this.parameters = List.copyOf(parameters);
        this.manager = manager;
    }

    /** That of a parameter, by its place. */
    NDArray of(int place) {
        return arrays().get(place);
    }

    void write(DataOutputStream out) throws IOException {
        for (int place = 0; place < parameters.size(); place++) {
            float[] values = of(place).toFloatArray();
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
            bytes.asFloatBuffer().put(values);
            out.writeUTF(parameters.get(place).getName());
            out.writeInt(values.length);
            out.write(bytes.array());
        }
    }

    /** @throws IOException when that was of other parameters */
    void read(DataInputStream in) throws IOException {
        for (int place = 0; place < parameters.size(); place++) {
            NDArray zeros = of(place);
            Shape shape = zeros.getShape();
            String name = in.readUTF();
            int length = in.readInt();
            if (!name.equals(parameters.get(place).getName()) || length != shape.size()) {
                throw new IOException("There are " + length + " values of " + name + " where " + shape.size() + " of "
                        + parameters.get(place).getName() + " belong.");
            }
            float[] values = new float[length];
            ByteBuffer.wrap(in.readNBytes(length * Float.BYTES)).asFloatBuffer().get(values);
            arrays.set(place, manager.create(values, shape));
            zeros.close();
        }
    }

    private List<NDArray> arrays() {
        if (arrays.isEmpty()) {
            parameters.forEach(parameter -> arrays.add(manager.zeros(parameter.getShape())));
        }
        return arrays;
    }
}
