package dev.consilium.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

    private Instant now = Instant.parse("2026-02-03T04:05:06Z");
    private Duration elapsed = Duration.ZERO;
    private final List<Duration> told = new ArrayList<>();
    private final ClockWatch watch = new ClockWatch(() -> now, () -> elapsed.toNanos(), told::add);

    @Test
    void shouldTellWhenTheClockIsSetBack() {
        // Given
        pass(Duration.ofSeconds(1));
        watch.look();

        // When
        now = now.minus(Duration.ofHours(1));
        pass(Duration.ofSeconds(1));
        watch.look();
        pass(Duration.ofSeconds(1));
        watch.look();

        // Then
        assertThat(told).containsExactly(Duration.ofHours(1));
    }

    @Test
    void shouldTellWhenAClockThatWasAheadIsSetRight() {
        // Given
        now = now.plus(Duration.ofHours(1));
        watch.look();

        // When
        now = now.minus(Duration.ofHours(1));
        watch.look();

        // Then
        assertThat(told).containsExactly(Duration.ofHours(1));
    }

    @Test
    void shouldNotMindTimeThatPassesNorSmallSteps() {
        // When
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofSeconds(1));
            now = now.minus(Duration.ofMillis(i % 2 == 0 ? 2_000 : -2_000));
            watch.look();
        }
        pass(Duration.ofDays(1));
        watch.look();

        // Then
        assertThat(told).isEmpty();
    }

    private void pass(Duration time) {
        now = now.plus(time);
        elapsed = elapsed.plus(time);
    }
}
