package dev.consilium.trainer.torch;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/** The parameters of a module with their gradients. Owned by the thread that trains. */
final class Gradients {
    /** What to do with a parameter and its gradient. */
    interface Step {
        /**
         * One.
         *
         * @param place of the parameter among all, from 0
         */
        void take(int place, NDArray parameter, NDArray gradient);
    }

    private final List<NDArray> parameters;
    /** The handles stay right: backward adds into a gradient, zeroing is in place. */
    private final List<NDArray> gradients = new ArrayList<>();

    Gradients(List<NDArray> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    /** After a backward: takes a step for each parameter and zeroes its gradient. */
    void each(Step step) {
        if (gradients.isEmpty()) {
            // They exist only after the first backward.
            parameters.forEach(parameter -> gradients.add(Autograd.gradient(parameter)));
        }
        for (int place = 0; place < parameters.size(); place++) {
            step.take(place, parameters.get(place), gradients.get(place));
            Autograd.zeroGradient(parameters.get(place));
        }
    }
}
