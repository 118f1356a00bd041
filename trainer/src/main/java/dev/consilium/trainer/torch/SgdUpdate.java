package dev.consilium.trainer.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/**
 * Stochastic gradient descent as PyTorch defines it: with {@code g} the gradient and the decayed weight, {@code v = momentum * v + g} and
 * {@code p -= lr * v}, or with Nesterov's look ahead {@code p -= lr * (g + momentum * v)}. The rate is outside of the velocity, so that a
 * schedule takes hold at once. Owned by the thread that trains.
 */
final class SgdUpdate implements Update {
    /** One parameter with its velocity. The gradient's handle stays right: backward adds into it, zeroing is in place. */
    private record Slot(NDArray parameter, NDArray gradient, NDArray velocity) {}

    private final Optimizer.Sgd sgd;
    private final List<NDArray> parameters;
    private final NDManager manager;
    private final List<Slot> slots = new ArrayList<>();

    /** @param manager owns the velocities; must live as long as the training */
    SgdUpdate(Optimizer.Sgd sgd, List<NDArray> parameters, NDManager manager) {
        this.sgd = sgd;
        this.parameters = List.copyOf(parameters);
        this.manager = manager;
    }

    @Override
    public void update(double learningRate) {
        if (slots.isEmpty()) {
            // Gradients exist only after the first backward.
            for (NDArray parameter : parameters) {
                slots.add(new Slot(parameter, Autograd.gradient(parameter), manager.zeros(parameter.getShape())));
            }
        }
        for (Slot slot : slots) {
            if (sgd.weightDecay() > 0) {
                Autograd.addScaled(slot.gradient, slot.parameter, sgd.weightDecay());
            }
            if (sgd.momentum() > 0) {
                Autograd.scale(slot.velocity, sgd.momentum());
                Autograd.addScaled(slot.velocity, slot.gradient, 1);
                if (sgd.nesterov()) {
                    Autograd.addScaled(slot.gradient, slot.velocity, sgd.momentum());
                }
            }
            boolean byGradient = sgd.nesterov() || sgd.momentum() == 0;
            Autograd.addScaled(slot.parameter, byGradient ? slot.gradient : slot.velocity, -learningRate);
            Autograd.zeroGradient(slot.parameter);
        }
    }
}
