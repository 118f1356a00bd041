package dev.consilium.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);

    @Test
    void shouldShowNoMoreThanTheNewestVersionsOfASpecialist() {
        for (int version = 1; version <= 100; version++) {
            meters.summary(Metric.CONFIDENCE, "living", "v" + version).record(0.5);
        }
        meters.summary(Metric.CONFIDENCE, "vehicles", "v1").record(0.5);

        assertThat(registry.find(Metric.CONFIDENCE.id())
                        .tag("specialist", "living")
                        .summaries())
                .extracting(summary -> summary.getId().getTag("version"))
                .containsExactlyInAnyOrder("v93", "v94", "v95", "v96", "v97", "v98", "v99", "v100");
        assertThat(registry.find(Metric.CONFIDENCE.id())
                        .tag("specialist", "vehicles")
                        .summaries())
                .hasSize(1);
    }

    @Test
    void shouldCountOnInTheSeriesThatIsShownWhenAForgottenVersionAnswersAgain() {
        for (int version = 1; version <= 9; version++) {
            meters.summary(Metric.CONFIDENCE, "living", "v" + version).record(0.5);
        }

        meters.summary(Metric.CONFIDENCE, "living", "v1").record(0.75);

        assertThat(registry.get(Metric.CONFIDENCE.id())
                        .tags("specialist", "living", "version", "v1")
                        .summary()
                        .totalAmount())
                .isEqualTo(0.75);
    }

    @Test
    void shouldShowWhatServesNowAndNothingThatServedBefore() {
        meters.show(Metric.SERVING, Map.of(List.of("living", "v1"), 1.0, List.of("vehicles", "v1"), 1.0));
        meters.show(Metric.SERVING, Map.of(List.of("living", "v2"), 1.0));

        assertThat(registry.find(Metric.SERVING.id()).meters())
                .extracting(Meter::getId)
                .extracting(id -> id.getTag("specialist") + "@" + id.getTag("version"))
                .containsExactly("living@v2");
    }

    @Test
    void shouldShowACountBeforeThereIsAnythingToCount() {
        meters.declare(Metric.IMAGES_SETTLED, "dead-letter");
        meters.declare(Metric.IMAGES_SETTLED, "dead-letter");

        assertThat(registry.get(Metric.IMAGES_SETTLED.id())
                        .tag("outcome", "dead-letter")
                        .counter()
                        .count())
                .isZero();
    }
}
