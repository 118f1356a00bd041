package dev.consilium.ops.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void shouldTakeTheMiddleOne() {
        assertThat(new Series(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
        assertThat(new Series(List.of(9.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3);
    }

    @Test
    void shouldTellHowFarTheyAreApart() {
        assertThat(new Series(List.of(9.0, 11.0, 10.0)).spread()).isEqualTo(0.2, within(1e-9));
    }

    @Test
    void shouldCompareRoundByRound() {
        Series own = new Series(List.of(8.0, 9.0));
        Series other = new Series(List.of(10.0, 10.0, 10.0));
        assertThat(own.over(other).values()).containsExactly(0.8, 0.9);
    }

    @Test
    void shouldRefuseWhatWasNotMeasured() {
        assertThatThrownBy(() -> new Series(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
