package dev.consilium.ops.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.ops.bench.load.Contrast;
import dev.consilium.ops.bench.load.Percentiles;
import dev.consilium.ops.bench.load.Seen;
import dev.consilium.ops.bench.report.Figures;
import dev.consilium.ops.bench.report.Series;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutsResultTest {

    @Test
    void shouldFindNothingWhereAllWasKept() {
        // Given
        RolloutsResult result = result(List.of(), List.of(900L, 2_500L, 700L));
        Figures figures = Figures.part();

        // When
        result.addTo(figures);

        // Then
        assertThat(result.violations()).isEmpty();
        assertThat(figures.asMap())
                .containsEntry("rollouts", 100)
                .containsEntry("partialPredictions", 3L)
                .containsEntry("p99Ratio", 1.5)
                .containsEntry("rollbackP50Millis", 900L)
                .containsKey("refused");
    }

    @Test
    void shouldNameEachThingThatWasNotKept() {
        assertThat(result(List.of("b says no"), List.of(2_000L)).violations())
                .hasSize(2)
                .first()
                .isEqualTo("a good version is refused: b says no");
        assertThat(result(List.of(), List.of()).violations())
                .singleElement()
                .asString()
                .contains("roll-backs");
    }

    private static RolloutsResult result(List<String> goodRefused, List<Long> rollBackMillis) {
        return new RolloutsResult(
                100,
                List.of(),
                goodRefused,
                3,
                new Contrast(seen(40), seen(60), new Series(List.of(1.5)), new Series(List.of(1.5))),
                1.25,
                rollBackMillis);
    }

    private static Seen seen(double p99Millis) {
        Percentiles percentiles = new Percentiles(500, 10, 10, p99Millis, 300);
        return new Seen(percentiles, percentiles);
    }
}
