package dev.consilium.ops.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    @Test
    void shouldSpaceImagesEvenly() {
        // Given
        Schedule schedule = new Schedule(1_000, 10);

        // Then
        assertThat(schedule.due(0)).isEqualTo(1_000);
        assertThat(schedule.due(1)).isEqualTo(1_000 + 100_000_000L);
        assertThat(schedule.due(10)).isEqualTo(1_000 + 1_000_000_000L);
    }

    @Test
    void shouldNotLetRoundingsAddUp() {
        // Given a rate whose distance is no whole number of nanoseconds
        Schedule schedule = new Schedule(0, 7_000);

        // Then an hour of it is an hour
        assertThat(schedule.due(7_000L * 3_600)).isEqualTo(Duration.ofHours(1).toNanos());
    }

    @ParameterizedTest
    @CsvSource({"1, 10, 10", "100, 10, 1000", "0.1, 1, 1", "3, 1, 3"})
    void shouldCountWhatIsDue(double rate, int seconds, long images) {
        assertThat(new Schedule(0, rate).within(Duration.ofSeconds(seconds))).isEqualTo(images);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void shouldRefuseWhatIsNoRate(double rate) {
        assertThatThrownBy(() -> new Schedule(0, rate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("greater than 0");
    }
}
