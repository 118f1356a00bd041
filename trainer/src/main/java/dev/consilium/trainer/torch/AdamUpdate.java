package dev.consilium.trainer.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Adam and AdamW as PyTorch defines them: {@code p -= lr / (1 - b1^t) * m / (sqrt(v) / sqrt(1 - b2^t) + eps)}. Adam adds the decayed
 * weight to the gradient; AdamW takes it from the weight itself before the step. Owned by the thread that trains.
 */
final class AdamUpdate implements Update {
    private final Gradients gradients;
    private final Memory means;
    private final Memory variances;
    private final Optimizer.Moments moments;
    private final double gradientDecay;
    private final double weightDecay;
    private int step;

    private AdamUpdate(
            List<NDArray> parameters,
            NDManager manager,
            Optimizer.Moments moments,
            double gradientDecay,
            double weightDecay) {
        gradients = new Gradients(parameters);
        means = new Memory(parameters, manager);
        variances = new Memory(parameters, manager);
        this.moments = moments;
        this.gradientDecay = gradientDecay;
        this.weightDecay = weightDecay;
    }

    static AdamUpdate of(Optimizer.Adam adam, List<NDArray> parameters, NDManager manager) {
        return new AdamUpdate(parameters, manager, adam.moments(), adam.weightDecay(), 0);
    }

    static AdamUpdate of(Optimizer.AdamW adam, List<NDArray> parameters, NDManager manager) {
        return new AdamUpdate(parameters, manager, adam.moments(), 0, adam.weightDecay());
    }

    @Override
    public void update(double learningRate) {
        step++;
        double correction1 = 1 - Math.pow(moments.beta1(), step);
        double correction2 = Math.sqrt(1 - Math.pow(moments.beta2(), step));
        // The native update divides by sqrt(v) + eps: PyTorch's quotient, with numerator and denominator times
        // correction2.
        float rate = (float) (learningRate * correction2 / correction1);
        float epsilon = (float) (moments.epsilon() * correction2);
        gradients.each((place, parameter, gradient) -> {
            if (weightDecay > 0) {
                Autograd.scale(parameter, 1 - learningRate * weightDecay);
            }
            Autograd.adam(
                    parameter,
                    gradient,
                    means.of(place),
                    variances.of(place),
                    rate,
                    (float) gradientDecay,
                    (float) moments.beta1(),
                    (float) moments.beta2(),
                    epsilon);
        });
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(step);
        means.write(out);
        variances.write(out);
    }

    @Override
    public void read(DataInputStream in) throws IOException {
        step = in.readInt();
        means.read(in);
        variances.read(in);
    }
}
