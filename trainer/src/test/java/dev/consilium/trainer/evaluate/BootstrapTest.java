package dev.consilium.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void shouldBeAsWideAsTheBinomialDistributionSays() {
        // Given
        int[] eightyPercent =
                IntStream.range(0, 1000).map(i -> i % 5 == 0 ? 0 : 1).toArray();

        // When
        Interval interval = Bootstrap.ofMeans(List.of(eightyPercent)).get(0);

        // Then
        double half = 1.96 * Math.sqrt(0.8 * 0.2 / 1000);
        assertThat(interval.low()).isCloseTo(0.8 - half, within(0.003));
        assertThat(interval.high()).isCloseTo(0.8 + half, within(0.003));
    }

    @Test
    void shouldGiveTheSameForTheSame() {
        int[] values = {1, 0, 1, 1, 0, 1, 0, 0, 1};

        assertThat(Bootstrap.ofMeans(List.of(values, values)))
                .isEqualTo(Bootstrap.ofMeans(List.of(values, values)))
                .allSatisfy(interval -> assertThat(interval)
                        .isEqualTo(Bootstrap.ofMeans(List.of(values)).get(0)));
    }

    @Test
    void shouldHaveNothingToSayOfNothing() {
        assertThat(Bootstrap.ofMeans(List.of(new int[0]))).containsExactly(Interval.NONE);
    }
}
