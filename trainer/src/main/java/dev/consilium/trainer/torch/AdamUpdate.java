package dev.consilium.trainer.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/**
 * Adam and AdamW as PyTorch defines them: {@code p -= lr / (1 - b1^t) * m / (sqrt(v) / sqrt(1 - b2^t) + eps)}. Adam adds the decayed
 * weight to the gradient; AdamW takes it from the weight itself before the step. Owned by the thread that trains.
 */
final class AdamUpdate implements Update {
    /** One parameter with its moments. The gradient's handle stays right: backward adds into it, zeroing is in place. */
    private record Slot(NDArray parameter, NDArray gradient, NDArray mean, NDArray variance) {}

    private final List<NDArray> parameters;
    private final NDManager manager;
    private final Optimizer.Moments moments;
    private final double gradientDecay;
    private final double weightDecay;
    private final List<Slot> slots = new ArrayList<>();
    private int step;

    private AdamUpdate(
            List<NDArray> parameters,
            NDManager manager,
            Optimizer.Moments moments,
            double gradientDecay,
            double weightDecay) {
        this.parameters = List.copyOf(parameters);
        this.manager = manager;
        this.moments = moments;
        this.gradientDecay = gradientDecay;
        this.weightDecay = weightDecay;
    }

    /** @param manager owns the moments; must live as long as the training */
    static AdamUpdate of(Optimizer.Adam adam, List<NDArray> parameters, NDManager manager) {
        return new AdamUpdate(parameters, manager, adam.moments(), adam.weightDecay(), 0);
    }

    /** @param manager owns the moments; must live as long as the training */
    static AdamUpdate of(Optimizer.AdamW adam, List<NDArray> parameters, NDManager manager) {
        return new AdamUpdate(parameters, manager, adam.moments(), 0, adam.weightDecay());
    }

    @Override
    public void update(double learningRate) {
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
        double correction1 = 1 - Math.pow(moments.beta1(), step);
        double correction2 = Math.sqrt(1 - Math.pow(moments.beta2(), step));
        // The native update divides by sqrt(v) + eps: PyTorch's quotient, with numerator and denominator times
        // correction2.
        float rate = (float) (learningRate * correction2 / correction1);
        float epsilon = (float) (moments.epsilon() * correction2);
        for (Slot slot : slots) {
            if (weightDecay > 0) {
                Autograd.scale(slot.parameter, 1 - learningRate * weightDecay);
            }
            Autograd.adam(
                    slot.parameter,
                    slot.gradient,
                    slot.mean,
                    slot.variance,
                    rate,
                    (float) gradientDecay,
                    (float) moments.beta1(),
                    (float) moments.beta2(),
                    epsilon);
            Autograd.zeroGradient(slot.parameter);
        }
    }
}
