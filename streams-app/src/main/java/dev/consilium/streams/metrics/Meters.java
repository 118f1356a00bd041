package dev.consilium.streams.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Registers each {@link Metric} as it is declared. Any thread. */
public final class Meters {

    /** Of each specialist: versions come for as long as the app runs, and a scrape carries every series. */
    private static final int KEPT_VERSIONS = 8;

    private final MeterRegistry registry;
    // Micrometer's own look-up builds a key with sorted tags each time: too much for once per image.
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Key, DistributionSummary> summaries = new ConcurrentHashMap<>();
    private final Map<Metric, MultiGauge> tables = new ConcurrentHashMap<>();
    /** The keys of a specialist's versions, under its key without one; oldest first. Guarded by this. */
    private final Map<Key, Deque<Key>> versions = new HashMap<>();

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

    /** Shows a count of 0 before there is anything to count: what appears with 1 has not grown, for Prometheus. */
    public void declare(Metric metric, String... tags) {
        var unused = counter(new Key(metric, tags.length > 0 ? tags[0] : "", tags.length > 1 ? tags[1] : ""));
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
        return summaries.computeIfAbsent(new Key(metric, "", ""), this::newSummary);
    }

    /** A distribution of a specialist's version; those of its newest {@value #KEPT_VERSIONS} versions are shown. */
    public DistributionSummary summary(Metric metric, String specialist, String version) {
        Key key = new Key(metric, specialist, version);
        DistributionSummary known = summaries.get(key);
        return known == null ? summaryOfNew(key) : known;
    }

    /** Shows what {@code value} says whenever it is asked. */
    public void gauge(Metric metric, Supplier<Number> value) {
        Gauge.builder(metric.id(), value)
                .baseUnit(metric.unit().orElse(null))
                .description(metric.help())
                .register(registry);
    }

    /** Shows these values, each under the values of the metric's tags, and none that was shown before. */
    public void show(Metric metric, Map<List<String>, Double> values) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        values.forEach((tags, value) -> rows.add(MultiGauge.Row.of(tags(metric, tags), value)));
        tables.computeIfAbsent(
                        metric,
                        absent -> MultiGauge.builder(absent.id())
                                .baseUnit(absent.unit().orElse(null))
                                .description(absent.help())
                                .register(registry))
                .register(rows, true);
    }

    private synchronized DistributionSummary summaryOfNew(Key key) {
        Deque<Key> newest =
                versions.computeIfAbsent(new Key(key.metric(), key.first(), ""), absent -> new ArrayDeque<>());
        if (!summaries.containsKey(key)) {
            newest.addLast(key);
        }
        if (newest.size() > KEPT_VERSIONS) {
            Optional.ofNullable(summaries.remove(newest.removeFirst())).ifPresent(registry::remove);
        }
        return summaries.computeIfAbsent(key, this::newSummary);
    }

    private DistributionSummary newSummary(Key key) {
        return DistributionSummary.builder(key.metric().id())
                .baseUnit(key.metric().unit().orElse(null))
                .description(key.metric().help())
                .tags(tags(key))
                .register(registry);
    }

    private Counter counter(Key key) {
        return counters.computeIfAbsent(
                key,
                absent -> Counter.builder(absent.metric().id())
                        .baseUnit(absent.metric().unit().orElse(null))
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
        return tags(key.metric(), List.of(key.first(), key.second()));
    }

    private static Tags tags(Metric metric, List<String> values) {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < metric.tags().size(); i++) {
            tags.add(Tag.of(metric.tags().get(i), values.get(i)));
        }
        return Tags.of(tags);
    }
}
