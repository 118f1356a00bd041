package dev.consilium.ops.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SoakResultTest {

    private static final long MEBIBYTE = 1 << 20;

    @Test
    void shouldMeasureGrowthFromWhenTheAppHasSettled() {
        // Given an app that grows to 800 MiB in two minutes, and by 3 % afterwards
        SoakResult result = result(800 + 24);

        // Then
        assertThat(result.growths().get("rss")).isEqualTo(new Growth(800 * MEBIBYTE, 800 * MEBIBYTE, 824 * MEBIBYTE));
        assertThat(result.lines()).noneMatch(line -> line.contains("MISSED"));
        assertThat(result.figures().asMap())
                .containsEntry("rssGrowth", 1.03)
                .containsEntry("heapGrowth", 1.0)
                .containsEntry("nativeGrowth", 1.04)
                .containsEntry("minutes", 5.0)
                .containsEntry("atSeconds", List.of(60L, 120L, 180L, 240L, 300L))
                .containsKeys("rssBytes", "heapBytes", "nativeBytes", "rss", "heap", "native");
    }

    @Test
    void shouldSayWhatGrows() {
        // Given
        SoakResult result = result(900);

        // Then
        assertThat(result.lines().get(0)).contains("MISSED", "rss", "+12.5 %");
        assertThat(result.lines().get(1)).contains("met", "heap");
    }

    private static SoakResult result(long lastRss) {
        Map<Long, Long> rss = Map.of(60L, 600L, 120L, 800L, 180L, 800L, 240L, 810L, 300L, lastRss);
        Percentiles seen = new Percentiles(1_000, 1, 1, 1, 1);
        return new SoakResult(
                Duration.ofMinutes(5),
                5_000,
                4_000,
                120,
                LongStream.of(60, 120, 180, 240, 300)
                        .mapToObj(at -> sample(at, rss.getOrDefault(at, 0L)))
                        .toList(),
                new Seen(seen, seen));
    }

    private static MemorySample sample(long seconds, long rss) {
        return new MemorySample(seconds, rss * MEBIBYTE, 30 * MEBIBYTE, (rss - 200) * MEBIBYTE);
    }
}
