package dev.consilium.ops.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @ParameterizedTest
    @CsvSource({"100, 100, 100/s", "0.5, 0.5, 0.5/s", "80%, 4000, '80% (4,000/s)'"})
    void shouldBeANumberOrAShare(String text, double imagesPerSecond, String described) {
        // When
        Rate rate = Rate.parse(text);

        // Then
        assertThat(rate.imagesPerSecond(5_000)).isEqualTo(imagesPerSecond);
        assertThat(rate.describe(5_000)).isEqualTo(described);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "0", "-1", "%", "0%", "Infinity", "NaN"})
    void shouldRefuseWhatIsNeither(String text) {
        assertThatThrownBy(() -> Rate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("80%");
    }
}
