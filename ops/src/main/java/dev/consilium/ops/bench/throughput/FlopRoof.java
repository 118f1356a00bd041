package dev.consilium.ops.bench.throughput;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.consilium.ops.bench.report.Series;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.image.Pixels;
import dev.consilium.specialist.torch.ImageBatch;
import dev.consilium.specialist.torch.TorchScriptModel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How much of the arithmetic that one core can do a forward gets out of it. The yardstick is libtorch's own product of two
 * large matrices. Both in turns on one thread, by its processor time.
 */
final class FlopRoof {

    private static final int BATCH = 32;
    private static final int SIDE = 1_024;
    /** One product takes about as long as these. */
    private static final int FORWARDS = 10;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FlopRoof() {}

    /**
     * In operations a second, an addition and a multiplication being two.
     *
     * @param kernel of bytes in, logits out: filling the batch and the forward
     * @param forward of the forward alone
     * @param product of two matrices of 1,024 x 1,024
     */
    record Result(double kernel, double forward, double product) {
        double kernelToFlopRoof() {
            return kernel / product;
        }

        double forwardToFlopRoof() {
            return forward / product;
        }
    }

    /** Measures for this long, after a quarter of it to warm up. */
    static Result measure(Specialist specialist, TorchScriptModel model, Duration most) {
        try (ImageBatch batch = new ImageBatch(specialist.input(), BATCH);
                NDManager manager = NDManager.newBaseManager()) {
            Pixels pixels = noise(specialist);
            NDArray left = manager.randomUniform(0, 1, new Shape(SIDE, SIDE));
            NDArray right = manager.randomUniform(0, 1, new Shape(SIDE, SIDE));
            List<Long> puts = new ArrayList<>();
            List<Long> forwards = new ArrayList<>();
            List<Long> products = new ArrayList<>();
            long warm = System.nanoTime() + most.toNanos() / 4;
            long end = warm + most.toNanos();
            while (System.nanoTime() < end) {
                long put = cpuNanos(() -> fill(batch, pixels));
                long forward = cpuNanos(() -> forward(model, batch));
                long product = cpuNanos(() -> left.matMul(right).close());
                if (System.nanoTime() > warm) {
                    puts.add(put);
                    forwards.add(forward);
                    products.add(product);
                }
            }
            double work = (double) FORWARDS * BATCH * operations(specialist);
            double put = Series.ofLongs(puts).median();
            double forward = Series.ofLongs(forwards).median();
            return new Result(
                    work / (put + forward) * 1e9,
                    work / forward * 1e9,
                    2.0 * SIDE * SIDE * SIDE / Series.ofLongs(products).median() * 1e9);
        }
    }

    /** Of one image through SimpleCNN: a convolution of 3 x 3 x 3 to 32 channels, and the linear layer after pooling. */
    static long operations(Specialist specialist) {
        long pixels = (long) specialist.input().height() * specialist.input().width();
        long convolution = 2L * 3 * 3 * 3 * 32 * pixels;
        long linear = 2L * 32 * pixels / 4 * specialist.classes();
        return convolution + linear;
    }

    private static void fill(ImageBatch batch, Pixels pixels) {
        for (int i = 0; i < FORWARDS; i++) {
            for (int slot = 0; slot < BATCH; slot++) {
                batch.put(slot, pixels);
            }
        }
    }

    private static void forward(TorchScriptModel model, ImageBatch batch) {
        for (int i = 0; i < FORWARDS; i++) {
            model.forward(batch, BATCH);
        }
    }

    private static long cpuNanos(Runnable work) {
        long before = THREADS.getCurrentThreadCpuTime();
        work.run();
        return THREADS.getCurrentThreadCpuTime() - before;
    }

    private static Pixels noise(Specialist specialist) {
        byte[] rgb = new byte[specialist.input().values()];
        new Random(1).nextBytes(rgb);
        return new Pixels(specialist.input().width(), specialist.input().height(), rgb);
    }
}
