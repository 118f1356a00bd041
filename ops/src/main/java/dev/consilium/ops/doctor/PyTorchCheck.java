package dev.consilium.ops.doctor;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.Ok;
import dev.consilium.specialist.torch.TorchRuntime;
import java.util.List;

/** Whether libtorch can be loaded, and adds up. */
final class PyTorchCheck implements Check {

    private static final String CURE =
            "libtorch is unpacked to ~/.djl.ai once (430 MB; DJL_CACHE_DIR names another folder) and needs Linux x86-64 with"
                    + " glibc, not musl";

    @Override
    public Subject subject() {
        return Subject.PYTORCH;
    }

    @Override
    public List<Finding> look() {
        TorchRuntime.prepare();
        try {
            Engine engine = Engine.getInstance();
            try (NDManager manager = engine.newBaseManager();
                    NDArray numbers = manager.create(new float[] {1, 2, 3, 4});
                    NDArray sum = numbers.sum()) {
                if (sum.getFloat() != 10) {
                    return List.of(new Failed(subject().toString(), "1 + 2 + 3 + 4 is " + sum.getFloat(), CURE));
                }
            }
            return List.of(new Ok(
                    subject().toString(),
                    engine.getVersion() + ", threads in a forward pass: "
                            + System.getProperty("ai.djl.pytorch.num_threads")));
        } catch (RuntimeException | LinkageError e) {
            return List.of(new Failed(subject().toString(), "cannot be loaded: " + Causes.text(Causes.root(e)), CURE));
        }
    }
}
