package dev.consilium.streams.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Registers each {@link Metric} as it is declared. Any thread. */
public final class Meters {

    private final MeterRegistry registry;
    // Micrometer's own look-up builds a key with sorted tags each time: too much for once per image.
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    private record Key(Metric metric, String first, String second) {}

    /** Meters that report to {@code registry}. */
    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts one. */
    public void count(Metric metric) {
        counter(new Key(metric, "", "")).increment();
    }

    /** Counts one for a metric with one tag. */
    public void count(Metric metric, String tag) {
        counter(new Key(metric, tag, "")).increment();
    }

    /** Counts one for a metric with two tags. */
    public void count(Metric metric, String firstTag, String secondTag) {
        counter(new Key(metric, firstTag, secondTag)).increment();
    }

    /** A timer for a metric without tags. */
    public Timer timer(Metric metric) {
        return timer(new Key(metric, "", ""));
    }

    /** A timer for a metric with one tag. */
    public Timer timer(Metric metric, String tag) {
        return timer(new Key(metric, tag, ""));
    }

    /** A distribution without tags. */
    public DistributionSummary summary(Metric metric) {
        return DistributionSummary.builder(metric.id())
                .baseUnit(metric.unit())
                .description(metric.help())
                .register(registry);
    }

    /** Shows what {@code value} says whenever it is asked. */
    public void gauge(Metric metric, Supplier<Number> value) {
        Gauge.builder(metric.id(), value)
                .baseUnit(metric.unit())
                .description(metric.help())
                .register(registry);
    }

    private Counter counter(Key key) {
        return counters.computeIfAbsent(
                key,
                absent -> Counter.builder(absent.metric().id())
                        .baseUnit(absent.metric().unit())
                        .description(absent.metric().help())
                        .tags(tags(absent))
                        .register(registry));
    }

    private Timer timer(Key key) {
        return timers.computeIfAbsent(
                key,
                absent -> Timer.builder(absent.metric().id())
                        .description(absent.metric().help())
                        .tags(tags(absent))
                        .register(registry));
    }

    private static Tags tags(Key key) {
        return switch (key.metric().tags().size()) {
            case 0 -> Tags.empty();
            case 1 -> Tags.of(key.metric().tags().get(0), key.first());
            default ->
                Tags.of(
                        key.metric().tags().get(0),
                        key.first(),
                        key.metric().tags().get(1),
                        key.second());
        };
    }
}
