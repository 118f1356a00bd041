package dev.consilium.trainer.torch;

import java.util.Map;

/** How gradients change the weights: PyTorch's optimizers, each value with PyTorch's meaning. The learning rate is the schedule's. */
public sealed interface Optimizer {

    /** PyTorch's name in lower case. */
    String text();

    /** As a package's manifest tells it: PyTorch's names of the values. */
    Map<String, String> described();

    /**
     * What Adam remembers of the gradients.
     *
     * @param beta1 of the mean, from 0 to below 1
     * @param beta2 of the mean square, from 0 to below 1
     * @param epsilon added to the root of the mean square, above 0
     */
    record Moments(double beta1, double beta2, double epsilon) {
        /** PyTorch's. */
        public static final Moments USUAL = new Moments(0.9, 0.999, 1e-8);

        public Moments {
            require(beta1 >= 0 && beta1 < 1, "first beta", beta1, "from 0 to below 1");
            require(beta2 >= 0 && beta2 < 1, "second beta", beta2, "from 0 to below 1");
            require(epsilon > 0 && epsilon < 1, "epsilon", epsilon, "above 0 and below 1");
        }

        Map<String, String> described(double weightDecay) {
            return Map.of(
                    "betas", beta1 + "," + beta2,
                    "eps", Double.toString(epsilon),
                    "weightDecay", Double.toString(weightDecay));
        }
    }

    /**
     * Adam.
     *
     * @param weightDecay share of each weight that is added to its gradient
     */
    record Adam(Moments moments, double weightDecay) implements Optimizer {
        /** PyTorch's. */
        public static final Adam USUAL = new Adam(Moments.USUAL, 0);

        public Adam {
            requireDecay(weightDecay);
        }

        @Override
        public String text() {
            return "adam";
        }

        @Override
        public Map<String, String> described() {
            return moments.described(weightDecay);
        }
    }

    /**
     * Adam with decoupled weight decay.
     *
     * @param weightDecay share of each weight that is taken from it at each step, times the learning rate
     */
    record AdamW(Moments moments, double weightDecay) implements Optimizer {
        /** PyTorch's. */
        public static final AdamW USUAL = new AdamW(Moments.USUAL, 1e-2);

        public AdamW {
            requireDecay(weightDecay);
        }

        @Override
        public String text() {
            return "adamw";
        }

        @Override
        public Map<String, String> described() {
            return moments.described(weightDecay);
        }
    }

    /**
     * Stochastic gradient descent.
     *
     * @param momentum how much of the last step's velocity stays, from 0 (none) to below 1
     * @param nesterov whether to look a step ahead, for which there must be momentum
     * @param weightDecay share of each weight that is added to its gradient
     */
    record Sgd(double momentum, boolean nesterov, double weightDecay) implements Optimizer {
        /** PyTorch's: plain. */
        public static final Sgd USUAL = new Sgd(0, false, 0);

        public Sgd {
            require(momentum >= 0 && momentum < 1, "momentum", momentum, "from 0 to below 1");
            require(!nesterov || momentum > 0, "momentum", momentum, "above 0 for Nesterov's");
            requireDecay(weightDecay);
        }

        @Override
        public String text() {
            return "sgd";
        }

        @Override
        public Map<String, String> described() {
            return Map.of(
                    "momentum", Double.toString(momentum),
                    "nesterov", Boolean.toString(nesterov),
                    "weightDecay", Double.toString(weightDecay));
        }
    }

    private static void requireDecay(double weightDecay) {
        require(weightDecay >= 0 && weightDecay < 1, "weight decay", weightDecay, "from 0 to below 1");
    }

    private static void require(boolean holds, String what, double value, String right) {
        if (!holds) {
            throw new IllegalArgumentException("The " + what + " is " + value + ": it must be " + right + ".");
        }
    }
}
