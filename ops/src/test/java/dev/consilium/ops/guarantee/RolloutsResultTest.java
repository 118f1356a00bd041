package dev.consilium.ops.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.ops.bench.load.Percentiles;
import dev.consilium.ops.bench.load.Seen;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutsResultTest {

    private static final Fates KEPT = new Fates(1_000, 0, 0, 0, 0, 0, 0, 0);

    @Test
    void shouldFindNothingWhereAllWasKept() {
        // When
        RolloutsResult result = result(KEPT, List.of(), List.of(900L, 2_500L, 700L));

        // Then
        assertThat(result.violations()).isEmpty();
        assertThat(result.figures().asMap())
                .containsEntry("rollouts", 100)
                .containsEntry("lost", 0L)
                .containsEntry("duplicated", 0L)
                .containsEntry("outOfOrder", 0L)
                .containsEntry("badVersionPredictions", 0L)
                .containsEntry("p99Ratio", 1.5)
                .containsEntry("rollbackP50Millis", 900L)
                .containsKey("refused");
    }

    @Test
    void shouldNameEachThingThatWasNotKept() {
        assertThat(result(new Fates(1_000, 1, 2, 3, 4, 5, 6, 0), List.of("b says no"), List.of(2_000L))
                        .violations())
                .hasSize(8)
                .first()
                .isEqualTo("1 images are lost");
        assertThat(result(KEPT, List.of(), List.of()).violations())
                .singleElement()
                .asString()
                .contains("roll-backs");
    }

    private static RolloutsResult result(Fates fates, List<String> goodRefused, List<Long> rollBackMillis) {
        Seen quiet = seen(40);
        return new RolloutsResult(
                5_000,
                4_000,
                0.1,
                100,
                List.of(),
                goodRefused,
                fates,
                new Latencies(quiet, seen(60), seen(50)),
                rollBackMillis);
    }

    private static Seen seen(double p99Millis) {
        Percentiles percentiles = new Percentiles(500, 10, 10, p99Millis, 300);
        return new Seen(percentiles, percentiles);
    }
}
