package dev.consilium.trainer.torch;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.OutputStream;

/**
 * What training needs of libtorch and DJL's public API does not give; the one class that touches {@code JniUtils}.
 *
 * <p>DJL's own trainer keeps the moments of its optimiser to itself, and its {@code GradientCollector} is process-wide, so that two
 * specialists could not be trained at the same time. A module and its parameters belong to the thread that trains them;
 * grad mode and the graph executor's setting belong to the thread that sets them.
 */
final class Autograd {
    /** The native update clamps gradients from above when this is not negative. */
    private static final float NO_CLIPPING = -1;

    private Autograd() {}

    /**
     * Readies the calling thread for training. Without optimisation of the graph a small network trains 1.7 times faster, to the same
     * bits; DJL switches gradients off at start, and each thread has its own switch.
     */
    static void prepareThread() {
        JniUtils.setGradMode(true);
        JniUtils.setGraphExecutorOptimize(false);
    }

    /** Needed straight after loading: a forward in training mode alone leaves a freshly loaded module in eval mode. */
    static void trainingMode(Model model) {
        JniUtils.enableTrainingMode(block(model));
    }

    static void evalMode(Model model) {
        JniUtils.enableInferenceMode(block(model));
    }

    /** Runs a method of the module with gradients; the results belong to the manager of the first argument. */
    static NDArray call(Model model, NDList arguments) {
        return IValueUtils.forward(block(model), arguments, true).singletonOrThrow();
    }

    /** As {@link #call}, without a thought to a backward. */
    static NDArray callUnrecorded(Model model, NDList arguments) {
        JniUtils.setGradMode(false);
        try {
            return call(model, arguments);
        } finally {
            JniUtils.setGradMode(true);
        }
    }

    static void backward(NDArray output, NDArray gradient) {
        JniUtils.backward((PtNDArray) output, (PtNDArray) gradient, false, false);
    }

    /** Each call creates a handle that lives as long as the parameter's manager: take it once. */
    static NDArray gradient(NDArray parameter) {
        NDArray gradient = JniUtils.getGradient((PtNDArray) parameter);
        if (gradient == null) {
            throw new IllegalStateException(
                    "Parameter " + parameter.getName() + " got no gradient: it takes no part in forward.");
        }
        return gradient;
    }

    static void zeroGradient(NDArray parameter) {
        JniUtils.zeroGrad((PtNDArray) parameter);
    }

    /** @param decay share of the parameter that is added to the gradient */
    static void adam(
            NDArray parameter,
            NDArray gradient,
            NDArray mean,
            NDArray variance,
            float rate,
            float decay,
            float beta1,
            float beta2,
            float epsilon) {
        JniUtils.adamUpdate(
                (PtNDArray) parameter,
                (PtNDArray) gradient,
                (PtNDArray) mean,
                (PtNDArray) variance,
                rate,
                rate,
                decay,
                1,
                NO_CLIPPING,
                beta1,
                beta2,
                epsilon,
                false);
    }

    /** In place, unseen by backward. */
    static void scale(NDArray array, double factor) {
        JniUtils.setGradMode(false);
        try {
            array.muli(factor);
        } finally {
            JniUtils.setGradMode(true);
        }
    }

    /** Adds {@code factor * summand} in place, unseen by backward. */
    static void addScaled(NDArray array, NDArray summand, double factor) {
        JniUtils.setGradMode(false);
        try (NDArray scaled = summand.mul(factor)) {
            array.addi(scaled);
        } finally {
            JniUtils.setGradMode(true);
        }
    }

    static void write(Model model, OutputStream out) {
        JniUtils.writeModule(block(model), out, false);
    }

    private static PtSymbolBlock block(Model model) {
        return (PtSymbolBlock) model.getBlock();
    }
}
