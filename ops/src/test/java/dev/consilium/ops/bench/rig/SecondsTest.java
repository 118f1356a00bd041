package dev.consilium.ops.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SecondsTest {

    private final Seconds seconds = new Seconds();

    @ParameterizedTest
    @CsvSource({"0, 0", "40, 40000", "0.5, 500"})
    void shouldTakePartsOfASecond(String text, long millis) {
        assertThat(seconds.convert(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "NaN", "Infinity", "40s"})
    void shouldRefuseWhatIsNoTime(String text) {
        assertThatThrownBy(() -> seconds.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("40 or 0.5");
    }
}
