package dev.consilium.specialist.archive;

import dev.consilium.specialist.archive.PickleScan.Storage;
import java.util.List;

/** Whether a tensor lies inside of its storage. */
final class TensorExtent {

    private TensorExtent() {}

    /**
     * @param arguments of {@code _rebuild_tensor_v2}: storage, offset, sizes, strides, and what does not matter here
     * @throws ArithmeticException if it lies beyond any memory
     */
    static void require(String path, Storage storage, List<?> arguments) throws UnsafeArchiveException {
        long offset = (Long) arguments.get(1);
        List<?> sizes = (List<?>) arguments.get(2);
        List<?> strides = (List<?>) arguments.get(3);
        long last = offset;
        boolean empty = false;
        boolean negative = offset < 0 || sizes.size() != strides.size();
        for (int i = 0; i < sizes.size() && !negative; i++) {
            long size = (Long) sizes.get(i);
            long stride = (Long) strides.get(i);
            negative = size < 0 || stride < 0;
            empty |= size == 0;
            last = Math.addExact(last, Math.multiplyExact(Math.max(0, size - 1), stride));
        }
        if (negative || (!empty && last >= storage.elements())) {
            throw new UnsafeArchiveException(path + " has a tensor of " + sizes + " at " + offset
                    + " that lies outside of its storage '" + storage.key() + "' of " + storage.elements()
                    + " elements; save the module again with torch.jit.save");
        }
    }
}
