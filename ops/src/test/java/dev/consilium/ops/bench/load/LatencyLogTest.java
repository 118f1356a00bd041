package dev.consilium.ops.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatencyLogTest {

    private static final long MILLI = 1_000_000;

    private final LatencyLog log = new LatencyLog();

    @Test
    void shouldTimeFromWhenAnImageWasDue() {
        // When 1,000 answers come, the n-th n milliseconds late
        for (int i = 1; i <= 1_000; i++) {
            log.add(new Stamp(i * 50L, 0), i * 50L + i * MILLI);
        }

        // Then
        Percentiles seen = log.of(window -> true);
        assertThat(seen.samples()).isEqualTo(1_000);
        assertThat(seen.p50Millis()).isCloseTo(500, within(1.0));
        assertThat(seen.p99Millis()).isCloseTo(990, within(1.0));
        assertThat(seen.p999Millis()).isCloseTo(999, within(1.0));
        assertThat(seen.meanMillis()).isCloseTo(500.5, within(1.0));
    }

    @Test
    void shouldKeepWindowsApart() {
        // When
        log.add(new Stamp(0, 1), 10 * MILLI);
        log.add(new Stamp(0, 2), 20 * MILLI);
        log.add(new Stamp(0, 3), 30 * MILLI);

        // Then
        assertThat(log.answers()).isEqualTo(3);
        assertThat(log.of(window -> window == 2).p50Millis()).isCloseTo(20, within(0.1));
        assertThat(log.of(window -> window != 2).samples()).isEqualTo(2);
    }

    @Test
    void shouldSayThatNothingWasSeen() {
        assertThat(log.of(window -> true)).isEqualTo(new Percentiles(0, 0, 0, 0, 0));
    }
}
