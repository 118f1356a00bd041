package dev.consilium.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
    @ParameterizedTest
    @CsvSource({
        "2.1, '0 0.5 1.0 1.5 2.0 2.5'",
        "0.002, '0 0.0005 0.0010 0.0015 0.0020'",
        "0.0000042, '0 1e-6 2e-6 3e-6 4e-6 5e-6'",
        "0.00002, '0 5e-6 1e-5 1.5e-5 2e-5'",
        "11234, '0 5,000 10,000 15,000'",
        "123456, '0 50k 100k 150k'",
        "1, '0 0.2 0.4 0.6 0.8 1.0'"
    })
    void shouldReachTheLargestValueInEvenSteps(double largest, String labels) {
        assertThat(labels(Axis.fromZero("loss", List.of(largest, 0.0, Double.NaN))))
                .isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource({"1, '0 1'", "3, '0 1 2 3'", "10, '0 2 4 6 8 10'", "12, '0 5 10'"})
    void shouldCountInWholes(int largest, String labels) {
        assertThat(labels(Axis.count("epoch", largest))).isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource({
        "0.913, 0.957, '0.91 0.92 0.93 0.94 0.95 0.96'",
        "0.1, 0.9, '0 0.2 0.4 0.6 0.8 1.0'",
        "0.5, 0.5, '0.50 0.51'",
        "1, 1, '0.99 1.00'"
    })
    void shouldShowSmallDifferencesOfShares(double least, double largest, String labels) {
        Axis axis = Axis.shareAround("accuracy", Arrays.asList(largest, Double.NaN, least));

        assertThat(labels(axis)).isEqualTo(labels);
    }

    @Test
    void shouldBeThereWithoutValues() {
        assertThat(labels(Axis.fromZero("loss", List.of(Double.NaN)))).isEqualTo("0 0.2 0.4 0.6 0.8 1.0");
        assertThat(labels(Axis.shareAround("accuracy", List.of()))).isEqualTo("0 0.2 0.4 0.6 0.8 1.0");
    }

    private static String labels(Axis axis) {
        return String.join(" ", axis.ticks().stream().map(axis::label).toList());
    }
}
