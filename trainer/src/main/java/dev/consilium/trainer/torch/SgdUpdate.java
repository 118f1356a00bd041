package dev.consilium.trainer.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Stochastic gradient descent as PyTorch defines it: with {@code g} the gradient and the decayed weight, {@code v = momentum * v + g} and
 * {@code p -= lr * v}, or with Nesterov's look ahead {@code p -= lr * (g + momentum * v)}. The rate is outside of the velocity, so that a
 * schedule takes hold at once. Owned by the thread that trains.
 */
final class SgdUpdate implements Update {
    private final Optimizer.Sgd sgd;
    private final Gradients gradients;
    private final Memory velocities;

    SgdUpdate(Optimizer.Sgd sgd, List<NDArray> parameters, NDManager manager) {
        this.sgd = sgd;
        gradients = new Gradients(parameters);
        velocities = new Memory(parameters, manager);
    }

    @Override
    public void update(double learningRate) {
        gradients.each((place, parameter, gradient) -> {
            NDArray velocity = velocities.of(place);
            if (sgd.weightDecay() > 0) {
                Autograd.addScaled(gradient, parameter, sgd.weightDecay());
            }
            if (sgd.momentum() > 0) {
                Autograd.scale(velocity, sgd.momentum());
                Autograd.addScaled(velocity, gradient, 1);
                if (sgd.nesterov()) {
                    Autograd.addScaled(gradient, velocity, sgd.momentum());
                }
            }
            boolean byGradient = sgd.nesterov() || sgd.momentum() == 0;
            Autograd.addScaled(parameter, byGradient ? gradient : velocity, -learningRate);
        });
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        velocities.write(out);
    }

    @Override
    public void read(DataInputStream in) throws IOException {
        velocities.read(in);
    }
}
