package dev.consilium.trainer.recipe;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the learning rate falls in the course of a training. */
public enum Schedule {
    /** Not at all. */
    CONSTANT {
        @Override
        double factor(double done) {
            return 1;
        }
    },
    /** Evenly, from the full rate at the first step down to nothing after the last, so that the weights come to rest. */
    LINEAR {
        @Override
        double factor(double done) {
            return 1 - done;
        }
    },
    /** Along half a cosine, slowly at first and at last: PyTorch's CosineAnnealingLR over all steps. */
    COSINE {
        @Override
        double factor(double done) {
            return (1 + Math.cos(Math.PI * done)) / 2;
        }
    };

    /**
     * The one of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Schedule named(String text) {
        return Arrays.stream(values())
                .filter(schedule -> schedule.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown schedule '" + text + "': there is "
                        + Arrays.stream(values()).map(Schedule::text).collect(Collectors.joining(", ")) + "."));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What to multiply the learning rate with.
     *
     * @param done share of the decay that is behind, from 0 to below 1
     */
    abstract double factor(double done);
}
