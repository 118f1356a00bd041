package dev.consilium.ops.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.consilium.ops.bench.load.LatencyResult.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencyResultTest {

    private static final Stages STAGES = new Stages(1.5, 2, Map.of("decode", 0.5, "forward", 2.0));

    @Test
    void shouldCompareWithAPassThroughAtTheYardsticksRate() {
        // Given
        LatencyResult result = new LatencyResult(5_000, 100, List.of(at("500", 500), at("100", 100), at("2%", 100)));

        // When
        List<Target> targets = result.targets();

        // Then one forward is allowed on top of 5 and 15 ms, 25 ms on top of the commit interval
        assertThat(targets).extracting(Target::limitMillis).containsExactly(7.0, 17.0, 125.0);
        assertThat(targets).extracting(Target::valueMillis).containsExactly(6.0, 18.0, 120.0);
        assertThat(targets).extracting(Target::isMet).containsExactly(true, false, true);
        assertThat(targets.get(1).line()).contains("MISSED", "18.0 ms", "at most 17.0 ms");
    }

    @Test
    void shouldNameEveryFigureOfARate() {
        // When
        Map<String, Object> figures = at("80%", 4_000).figures().asMap();

        // Then
        assertThat(figures)
                .containsEntry("rate", "80%")
                .containsEntry("imagesPerSecond", 4_000.0)
                .containsEntry("excessP50Millis", 6.0)
                .containsEntry("excessP99Millis", 18.0)
                .containsEntry("forwardMillis", 2.0)
                .containsEntry("commitMillis", 46.0)
                .containsKeys("uncommitted", "committed", "passThrough", "stageMillis", "stageShares");
        assertThat(figures.get("uncommitted"))
                .isEqualTo(Map.of(
                        "samples",
                        1_000L,
                        "meanMillis",
                        15.0,
                        "p50Millis",
                        14.0,
                        "p99Millis",
                        30.0,
                        "p999Millis",
                        60.0));
    }

    @Test
    void shouldShareOutAllOfTheTime() {
        // When
        Object shares = at("100", 100).figures().asMap().get("stageShares");

        // Then
        assertThat(((Map<?, ?>) shares)
                        .values().stream().mapToDouble(Double.class::cast).sum())
                .isCloseTo(1, within(1e-9));
    }

    private static RateResult at(String rate, double imagesPerSecond) {
        return new RateResult(
                Rate.parse(rate),
                imagesPerSecond,
                0.1,
                new Seen(new Percentiles(1_000, 15, 14, 30, 60), new Percentiles(1_000, 61, 60, 120, 150)),
                new Seen(new Percentiles(1_000, 9, 8, 12, 40), new Percentiles(1_000, 59, 58, 115, 140)),
                STAGES);
    }
}
