package dev.consilium.ops.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContrastTest {

    @Test
    void shouldCompareEachTurnWithTheQuietWindowBesideIt() {
        // Given a machine that is three times as slow in the last turn
        List<Seen> quiet = List.of(seen(40, 100), seen(50, 100), seen(150, 300));
        List<Seen> rolling = List.of(seen(44, 150), seen(60, 200), seen(195, 450));

        // When
        Contrast contrast = Contrast.of(seen(140, 290), seen(190, 440), quiet, rolling);

        // Then
        assertThat(contrast.p99Ratios().values()).containsExactly(1.1, 1.2, 1.3);
        assertThat(contrast.p99Ratio()).isEqualTo(1.2);
        assertThat(contrast.p99RatioCommitted()).isEqualTo(1.5);
    }

    private static Seen seen(double p99Millis, double p99MillisCommitted) {
        return new Seen(percentiles(p99Millis), percentiles(p99MillisCommitted));
    }

    private static Percentiles percentiles(double p99Millis) {
        return new Percentiles(500, 10, 10, p99Millis, 300);
    }
}
