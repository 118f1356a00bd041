package dev.consilium.specialist.torch;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.Specialist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A specialist's TorchScript module, loaded and proven to answer with logits of the right shape.
 *
 * <p>For any number of threads, each with a batch of its own. Its end is counted: native memory is freed when the last holder has let go,
 * since freeing it under a running forward ends the process. {@link #load} gives the first hold, {@link #close} gives that up; whoever
 * else keeps the model calls {@link #tryRetain} and {@link #release}. A forward holds it by itself.
 */
public final class TorchScriptModel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TorchScriptModel.class);

    private final LoadedModule module;
    private final InputShape input;
    private final Layout layout;
    private final ReferenceCount holders;

    private TorchScriptModel(LoadedModule module, InputShape input, Layout layout) {
        this.module = module;
        this.input = input;
        this.layout = layout;
        this.holders = new ReferenceCount(module::close);
    }

    /** Loads on the first GPU if there is one that libtorch can use, else on the CPU. */
    public static TorchScriptModel load(Path file, Specialist specialist) throws UnusableModelException {
        TorchRuntime.prepare();
        return load(file, specialist, Engine.getInstance().defaultDevice());
    }

    /**
     * Loads a module and tries it on small batches: are its logits float32 {@code [B, K]} and finite, and which layout does it take?
     *
     * <p>Loading runs code of the file: only load what is trusted.
     *
     * @throws UnusableModelException if the file is missing, truncated or no TorchScript, if the module throws, or if it answers with
     *     something else
     */
    public static TorchScriptModel load(Path file, Specialist specialist, Device device) throws UnusableModelException {
        LoadedModule module = new LoadedModule(open(file, device), specialist);
        try {
            Layout layout = LayoutProbe.probe(module, specialist);
            return new TorchScriptModel(module, specialist.input(), layout);
        } catch (ForwardException e) {
            module.close();
            throw new UnusableModelException("the module of " + specialist + " cannot be used: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            module.close();
            throw e;
        }
    }

    /**
     * The logits of the first {@code size} images of a batch.
     *
     * @return size x K values, the K of the first image first; not checked for NaN, see {@link Specialist#opinion}
     * @throws ForwardException if the module throws or answers with something else
     * @throws IllegalArgumentException if the batch is of another shape, or smaller than {@code size}
     * @throws IllegalStateException if the model or the batch is closed
     */
    public float[] forward(ImageBatch batch, int size) {
        if (!batch.shape().equals(input)) {
            throw new IllegalArgumentException("a batch of " + batch.shape() + " for a module that reads " + input);
        }
        if (!holders.tryRetain()) {
            throw new IllegalStateException("the model is closed");
        }
        try {
            return module.forward(batch, size, layout);
        } finally {
            holders.release();
        }
    }

    /**
     * Runs the module a few times with each batch size, so that the first images do not pay for what libtorch prepares at the first
     * calls.
     *
     * @throws ForwardException if the module throws
     */
    public void warm(int... batchSizes) {
        for (int size : batchSizes) {
            try (ImageBatch batch = TestImages.batch(input, size)) {
                for (int call = 0; call < LayoutProbe.CALLS; call++) {
                    forward(batch, size);
                }
            }
        }
    }

    /**
     * Runs the module once over so many test images, on which it gave finite logits when it was loaded: does it still answer?
     *
     * @throws ForwardException if the module throws, or a logit is not finite
     * @throws IllegalStateException if the model is closed
     */
    public void prove(int images) {
        try (ImageBatch batch = TestImages.batch(input, images)) {
            for (float logit : forward(batch, images)) {
                if (!Float.isFinite(logit)) {
                    throw new ForwardException("a logit for a test image is " + logit);
                }
            }
        }
    }

    public InputShape input() {
        return input;
    }

    /** What the module turned out to take. */
    public Layout layout() {
        return layout;
    }

    /** Where it runs. */
    public Device device() {
        return module.device();
    }

    /**
     * One more hold on the model; false when it is closed already, and then there is nothing to release. As long as holds overlap the model
     * lives on, closed by its owner or not: who replaces it stops handing it out first.
     */
    public boolean tryRetain() {
        return holders.tryRetain();
    }

    /**
     * Gives up a hold of {@link #tryRetain}; the last one frees the native memory.
     *
     * @throws IllegalStateException if it is released more often than retained
     */
    public void release() {
        holders.release();
    }

    /** Whether anybody holds it but whoever loaded it. */
    public boolean isInUse() {
        return holders.isHeldByOthers();
    }

    /** Gives up the hold that {@link #load} gave. Closing again does nothing. */
    @Override
    public void close() {
        holders.releaseOwner();
    }

    private static Model open(Path file, Device device) throws UnusableModelException {
        TorchRuntime.prepare();
        if (!Files.isRegularFile(file)) {
            throw new UnusableModelException("there is no file " + file);
        }
        Model model = Model.newInstance(file.toString(), device, "PyTorch");
        try {
            model.load(file);
            return model;
        } catch (IOException | MalformedModelException | RuntimeException e) {
            model.close();
            LOG.atDebug().setCause(e).addKeyValue("file", file).log("libtorch refused a file");
            throw new UnusableModelException(
                    file + " is truncated or not a TorchScript module: " + TorchMessages.firstLine(e), e);
        }
    }
}
