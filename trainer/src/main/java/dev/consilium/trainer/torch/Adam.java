package dev.consilium.trainer.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/**
 * Adam as PyTorch defines it: {@code p -= lr / (1 - b1^t) * m / (sqrt(v) / sqrt(1 - b2^t) + eps)}. Owned by the thread that trains.
 */
final class Adam {
    static final float BETA1 = 0.9f;
    static final float BETA2 = 0.999f;
    private static final double EPSILON = 1e-8;

    /** One parameter with its moments. The gradient's handle stays right: backward adds into it, zeroing is in place. */
    private record Slot(NDArray parameter, NDArray gradient, NDArray mean, NDArray variance) {}

    private final List<NDArray> parameters;
    private final NDManager manager;
    private final List<Slot> slots = new ArrayList<>();
    private int step;

    /** @param manager owns the moments; must live as long as the training */
    Adam(List<NDArray> parameters, NDManager manager) {
        this.parameters = List.copyOf(parameters);
        this.manager = manager;
    }

    /** One update from the gradients of the last backward, which are zeroed after. */
    void update(double learningRate) {
        if (slots.isEmpty()) {
            // Gradients exist only after the first backward.
            for (NDArray parameter : parameters) {
                slots.add(new Slot(
                        parameter,
                        Autograd.gradient(parameter),
                        manager.zeros(parameter.getShape()),
                        manager.zeros(parameter.getShape())));
            }
        }
        step++;
        double correction1 = 1 - Math.pow(BETA1, step);
        double correction2 = Math.sqrt(1 - Math.pow(BETA2, step));
        // The native update divides by sqrt(v) + eps: PyTorch's quotient, with numerator and denominator times
        // correction2.
        float rate = (float) (learningRate * correction2 / correction1);
        float epsilon = (float) (EPSILON * correction2);
        for (Slot slot : slots) {
            Autograd.adam(slot.parameter, slot.gradient, slot.mean, slot.variance, rate, epsilon);
            Autograd.zeroGradient(slot.parameter);
        }
    }
}
