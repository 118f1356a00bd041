package dev.consilium.ops.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** As the commands use it. */
class RateConverterTest {

    @Test
    void shouldReadOneRate() {
        // When
        SteadyLoadOptions load =
                CommandLine.populateCommand(new SwapCommand(), "--rate", "50%", "--warm-up", "0.5").load;

        // Then
        assertThat(load.rate.imagesPerSecond(1_000)).isEqualTo(500);
        assertThat(load.warmUp).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void shouldReadTheDefaultsAsWell() {
        // When
        SteadyLoadOptions load = CommandLine.populateCommand(new SoakCommand()).load;

        // Then
        assertThat(load.rate.text()).isEqualTo("80%");
        assertThat(load.warmUp).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void shouldReadSeveralRates() {
        // When
        LatencyCommand latency = CommandLine.populateCommand(new LatencyCommand(), "--rates", "1,80%");

        // Then
        assertThat(latency.rates).extracting(Rate::text).containsExactly("1", "80%");
    }

    @Test
    void shouldNameTheOptionAndWhatIsWrong() {
        // Given
        CommandLine swap = new CommandLine(new SwapCommand());
        CommandLine latency = new CommandLine(new LatencyCommand());

        // When, then
        assertThatThrownBy(() -> swap.parseArgs("--rate", "fast"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("'--rate'")
                .hasMessageContaining("'fast'")
                .hasMessageContaining("80%");
        assertThatThrownBy(() -> latency.parseArgs("--rates", "1,fast"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("'--rates'")
                .hasMessageContaining("'fast'");
    }
}
