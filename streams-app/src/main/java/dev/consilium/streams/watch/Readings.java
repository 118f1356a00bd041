package dev.consilium.streams.watch;

import dev.consilium.streams.metrics.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Reads the meters, by what they are declared as, and the tally. Any thread. */
final class Readings {

    private static final String SPECIALIST = "specialist";
    private static final String OUTCOME = "outcome";
    private static final String DEAD_LETTER = "dead-letter";

    private static final double HALF = 0.5;
    private static final double NEARLY_ALL = 0.99;

    private final MeterRegistry registry;
    private final Tally tally;

    Readings(MeterRegistry registry, Tally tally) {
        this.registry = registry;
        this.tally = tally;
    }

    /** Lets a registry keep how long forwards take: once per batch, not per image, so cheap enough to be always on. */
    static MeterFilter forwardsAtPercentiles() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(Metric.FORWARD.id())
                        ? DistributionStatisticConfig.builder()
                                .percentiles(HALF, NEARLY_ALL)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }

    /** What has been counted until a moment. */
    record Totals(
            long nanos, double settled, double deadLetters, double batched, long batches, Map<String, Long> wins) {}

    Totals totals() {
        DistributionSummary sizes = registry.find(Metric.BATCH_SIZE.id()).summary();
        return new Totals(
                System.nanoTime(),
                sum(registry.find(Metric.IMAGES_SETTLED.id()).counters()),
                sum(registry.find(Metric.IMAGES_SETTLED.id())
                        .tag(OUTCOME, DEAD_LETTER)
                        .counters()),
                sizes == null ? 0 : sizes.totalAmount(),
                sizes == null ? 0 : sizes.count(),
                tally.wins());
    }

    long gauge(Metric metric) {
        Gauge gauge = registry.find(metric.id()).gauge();
        return gauge == null ? 0 : Math.round(gauge.value());
    }

    SpecialistFigures specialist(String specialist, String version) {
        Timer forwards =
                registry.find(Metric.FORWARD.id()).tag(SPECIALIST, specialist).timer();
        return new SpecialistFigures(
                specialist,
                version,
                tally.wins().getOrDefault(specialist, 0L),
                (long) sum(registry.find(Metric.ABSENT.id())
                        .tag(SPECIALIST, specialist)
                        .counters()),
                forwards == null ? 0 : forwards.count(),
                forwards == null ? 0 : millisAt(HALF, forwards),
                forwards == null ? 0 : millisAt(NEARLY_ALL, forwards),
                tally.confidences(specialist, version));
    }

    private static double millisAt(double percentile, Timer timer) {
        for (ValueAtPercentile value : timer.takeSnapshot().percentileValues()) {
            if (value.percentile() == percentile) {
                return value.value(TimeUnit.MILLISECONDS);
            }
        }
        return 0;
    }

    private static double sum(Collection<Counter> counters) {
        return counters.stream().mapToDouble(Counter::count).sum();
    }
}
