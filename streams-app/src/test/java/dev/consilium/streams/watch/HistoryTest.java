package dev.consilium.streams.watch;

import static dev.consilium.streams.watch.Samples.prediction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.consilium.avro.Outcome;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.metrics.Metric;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);
    private final Tally tally = new Tally();
    private Instant now = Instant.ofEpochMilli(1_000);

    @Test
    void shouldTellWhatHappenedSinceThePointBefore() {
        // Given
        meters.count(Metric.IMAGES_SETTLED, "decided");
        History history = history();
        history.take();

        // When
        for (int i = 0; i < 3; i++) {
            meters.count(Metric.IMAGES_SETTLED, "decided");
            tally.decided(prediction("a", Outcome.DECIDED), 40);
        }
        meters.count(Metric.IMAGES_SETTLED, "dead-letter");
        meters.summary(Metric.BATCH_SIZE).record(4);
        now = now.plusSeconds(5);
        history.take();

        // Then
        HistoryPoint point = history.since(1_000).get(0);
        assertThat(point.at()).isEqualTo(6_000);
        assertThat(point.imagesPerSecond()).isEqualTo(4 * point.deadLettersPerSecond(), within(1e-6));
        assertThat(point.deadLettersPerSecond()).isPositive();
        assertThat(point.p50Millis()).isEqualTo(40);
        assertThat(point.batchSize()).isEqualTo(4);
        assertThat(point.lag()).isEqualTo(7);
        assertThat(point.wins()).containsEntry("low", 3L);
        history.take();
        assertThat(history.since(6_000)).isEmpty();
        assertThat(history.since(0)).last().extracting(HistoryPoint::p50Millis).isEqualTo(0L);
    }

    @Test
    void shouldKeepTheLastMinutesOnly() {
        History history = history();

        for (int i = 0; i < 1_000; i++) {
            history.take();
        }

        assertThat(history.since(0)).hasSize(History.MINUTES * 60 / History.PERIOD_SECONDS);
    }

    @Test
    void shouldCountHowSureAVersionWasAsLongAsItIsHeard() {
        // Given
        History history = history();
        tally.decided(prediction("a", Outcome.DECIDED), 1);

        // When
        history.take();

        // Then
        assertThat(history.specialist("low", "v1").wins()).isEqualTo(1);
        assertThat(history.specialist("low", "v1").confidences())
                .isEqualTo(counts(Tally.STEPS - 1))
                .hasSize(Tally.STEPS);
        assertThat(history.specialist("high", "v2").confidences())
                .as("nobody hears it any more")
                .containsOnly(0L);
    }

    @Test
    void shouldTellHowLongForwardsTake() {
        registry.config().meterFilter(History.forwardsAtPercentiles());
        for (int i = 0; i < 100; i++) {
            meters.timer(Metric.FORWARD, "low").record(Duration.ofMillis(i < 98 ? 2 : 50));
        }

        SpecialistFigures figures = history().specialist("low", "v1");

        assertThat(figures.forwards()).isEqualTo(100);
        assertThat(figures.p50Millis()).isEqualTo(2, within(0.2));
        assertThat(figures.p99Millis()).isEqualTo(50, within(4.0));
    }

    private History history() {
        return new History(registry, tally, () -> 7, (specialist, version) -> specialist.equals("low"), () -> now);
    }

    private static List<Long> counts(int step) {
        Long[] counts = new Long[Tally.STEPS];
        Arrays.fill(counts, 0L);
        counts[step] = 1L;
        return List.of(counts);
    }
}
