package dev.consilium.trainer;

import dev.consilium.trainer.torch.Optimizer;
import dev.consilium.trainer.torch.Optimizer.Moments;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The optimizer on the command line, under PyTorch's names. */
final class OptimizerOptions {
    @Option(
            names = "--optimizer",
            description = "adam, adamw or sgd, as PyTorch defines them (default: adam, and adamw with the resnets).")
    @Nullable
    String name;

    @Option(
            names = "--weight-decay",
            description = "Share of each weight that a step takes from it (default: 0, and 0.01 with adamw).")
    @Nullable
    Double weightDecay;

    @Option(
            names = "--betas",
            split = ",",
            paramLabel = "BETA",
            description = "adam's and adamw's decay of the gradient's mean and mean square (default: 0.9,0.999).")
    @Nullable
    List<Double> betas;

    @Option(names = "--eps", description = "adam's and adamw's epsilon (default: 1e-8).")
    @Nullable
    Double epsilon;

    @Option(names = "--momentum", description = "sgd's (default: 0).")
    @Nullable
    Double momentum;

    @Option(names = "--nesterov", description = "sgd looks a step ahead.")
    boolean nesterov;

    /**
     * The one that was asked for, or the usual one with the values that were.
     *
     * @throws IllegalArgumentException when there is none of that name, or a value is not this optimizer's
     */
    Optimizer over(Optimizer usual) {
        Optimizer chosen = name == null || name.equals(usual.text()) ? usual : named(name);
        boolean isSgd = chosen instanceof Optimizer.Sgd;
        refuse(isSgd && (betas != null || epsilon != null), "--betas and --eps are adam's and adamw's");
        refuse(!isSgd && (momentum != null || nesterov), "--momentum and --nesterov are sgd's");
        if (chosen instanceof Optimizer.Adam adam) {
            return new Optimizer.Adam(
                    moments(adam.moments()), Objects.requireNonNullElse(weightDecay, adam.weightDecay()));
        }
        if (chosen instanceof Optimizer.AdamW adam) {
            return new Optimizer.AdamW(
                    moments(adam.moments()), Objects.requireNonNullElse(weightDecay, adam.weightDecay()));
        }
        Optimizer.Sgd sgd = (Optimizer.Sgd) chosen;
        return new Optimizer.Sgd(
                Objects.requireNonNullElse(momentum, sgd.momentum()),
                nesterov || sgd.nesterov(),
                Objects.requireNonNullElse(weightDecay, sgd.weightDecay()));
    }

    private static Optimizer named(String name) {
        return switch (name) {
            case "adam" -> Optimizer.Adam.USUAL;
            case "adamw" -> Optimizer.AdamW.USUAL;
            case "sgd" -> Optimizer.Sgd.USUAL;
            default ->
                throw new IllegalArgumentException("Unknown optimizer '" + name + "': there is adam, adamw, sgd.");
        };
    }

    private Moments moments(Moments usual) {
        refuse(betas != null && betas.size() != 2, "--betas are two numbers, like 0.9,0.999");
        return new Moments(
                betas == null ? usual.beta1() : betas.get(0),
                betas == null ? usual.beta2() : betas.get(1),
                Objects.requireNonNullElse(epsilon, usual.epsilon()));
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw new IllegalArgumentException(message + ".");
        }
    }
}
