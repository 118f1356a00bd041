package dev.consilium.ops.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SwapResultTest {

    @Test
    void shouldCompareRollingWithQuietWindows() {
        // When
        SwapResult result = result(0, 0);

        // Then
        assertThat(result.lines()).noneMatch(line -> line.contains("MISSED"));
        assertThat(result.figures().asMap())
                .containsEntry("p99Ratio", 1.25)
                .containsEntry("p99RatioCommitted", 2.0)
                .containsEntry("images", 1_000L)
                .containsEntry("lost", 0L)
                .containsEntry("duplicated", 0L)
                .containsKeys("steady", "rolling", "swaps", "outOfOrder", "deadLetters");
    }

    @Test
    void shouldSayWhenAnImageWasLostOrDoubled() {
        assertThat(result(1, 0).lines().get(1)).contains("MISSED", "1 lost");
        assertThat(result(0, 2).lines().get(1)).contains("MISSED", "2 doubled");
    }

    private static SwapResult result(long lost, long duplicated) {
        Seen quiet = new Seen(seen(40), seen(100));
        Seen rolling = new Seen(seen(50), seen(200));
        return new SwapResult(
                5_000,
                4_000,
                0.1,
                Contrast.of(quiet, rolling, List.of(quiet), List.of(rolling)),
                List.of(Map.of("specialist", "classes-0-4", "fromVersion", "v1", "toVersion", "v2", "millis", 900L)),
                1_000,
                0,
                lost,
                duplicated,
                0);
    }

    private static Percentiles seen(double p99Millis) {
        return new Percentiles(500, 10, 10, p99Millis, 300);
    }
}
