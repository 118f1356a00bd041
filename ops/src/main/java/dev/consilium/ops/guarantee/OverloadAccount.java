package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.Answer;
import dev.consilium.ops.bench.report.BarChart;
import dev.consilium.ops.bench.report.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What an overload came to.
 *
 * @param length for which too many images were sent
 * @param inFlight when it began
 * @param waiting images without an answer when it ended
 * @param samples evenly over its length
 * @param served by each instance in each five seconds of it
 * @param recovery from its end until all that waited was answered
 */
record OverloadAccount(
        Duration length, int inFlight, long waiting, List<Sample> samples, List<Served> served, Duration recovery)
        implements Account {

    private static final double MEBIBYTE = 1 << 20;

    OverloadAccount {
        samples = List.copyOf(samples);
        served = List.copyOf(served);
    }

    /**
     * How things are at a moment.
     *
     * @param waiting images without an answer
     * @param residentBytes of the instance that has most; empty where the system does not tell
     */
    record Sample(long waiting, OptionalLong residentBytes) {}

    @Override
    public void hear(Answer answer) {
        // All that counts is what the guarantees find, and what was seen meanwhile.
    }

    @Override
    public Toll toll() {
        return new Toll(1, List.of(inFlight), List.of(recovery.toMillis()));
    }

    /** Without ever more images that wait it would have shown nothing. */
    @Override
    public List<String> violations() {
        long early = samples.get(samples.size() / 3).waiting();
        return waiting > early
                ? List.of()
                : List.of("it was no overload: " + early + " images waited early on, and " + waiting + " at its end");
    }

    @Override
    public void addTo(Figures figures) {
        figures.with("overloadMillis", length.toMillis())
                .with("waitingImages", samples.stream().map(Sample::waiting).toList())
                .with("waitingImagesAtEnd", waiting)
                .with("servedP50Millis", served.stream().map(Served::p50Millis).toList())
                .with("servedP99Millis", served.stream().map(Served::p99Millis).toList())
                .with("longestServedP99Millis", longestP99Millis())
                .with("residentBytes", residentBytes());
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "    %d s at three times capacity: %,d images waited at the end, answered %,d ms after it; what was taken up had its"
                        + " outcome within %,d ms (p99 of the slowest five seconds)",
                length.toSeconds(),
                waiting,
                recovery.toMillis(),
                longestP99Millis()));
        List<Long> resident = residentBytes();
        if (!resident.isEmpty()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "    resident at its beginning, middle and end: %.0f, %.0f, %.0f MiB",
                    resident.get(0) / MEBIBYTE,
                    resident.get(resident.size() / 2) / MEBIBYTE,
                    resident.get(resident.size() - 1) / MEBIBYTE));
        }
        return lines;
    }

    @Override
    public List<BarChart.Bar> bars() {
        return List.of(new BarChart.Bar(
                OverloadScenario.NAME, recovery.toMillis(), String.format(Locale.ROOT, "%,d images", waiting)));
    }

    private long longestP99Millis() {
        return served.stream().mapToLong(Served::p99Millis).max().orElse(0);
    }

    private List<Long> residentBytes() {
        return samples.stream()
                .map(Sample::residentBytes)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .toList();
    }
}
