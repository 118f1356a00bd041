package dev.consilium.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LearningRateTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    @Test
    void shouldFallFromTheFirstStepWithoutWarmUp() {
        assertThat(steps(LearningRate.of(0.8, Schedule.LINEAR), 4))
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(0.8, 0.6, 0.4, 0.2);
        assertThat(steps(LearningRate.of(0.8, Schedule.CONSTANT), 4)).containsOnly(0.8);
    }

    @Test
    void shouldRiseInTheWarmUpAndFallAfter() {
        assertThat(steps(new LearningRate(1, 0.4, Schedule.LINEAR), 10))
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(0.25, 0.5, 0.75, 1.0, 1.0, 5 / 6.0, 4 / 6.0, 3 / 6.0, 2 / 6.0, 1 / 6.0);
    }

    /** PyTorch's: lr * (1 + cos(pi * t / T)) / 2. */
    @Test
    void shouldFallAlongACosine() {
        double[] rates = steps(LearningRate.of(0.2, Schedule.COSINE), 8);
        for (int t = 0; t < rates.length; t++) {
            assertThat(rates[t]).isCloseTo(0.1 * (1 + Math.cos(Math.PI * t / 8)), EXACT);
        }
    }

    @Test
    void shouldRefuseWhatIsNoRate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearningRate.of(0, Schedule.LINEAR))
                .withMessageContaining("learning rate is 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearningRate(0.1, 20, Schedule.LINEAR))
                .withMessageContaining("warm-up is 20.0 of the training: it must be from 0 to below 1");
    }

    private static double[] steps(LearningRate rate, int count) {
        double[] rates = new double[count];
        for (int step = 0; step < count; step++) {
            rates[step] = rate.at((double) step / count, (step + 1.0) / count);
        }
        return rates;
    }
}
