package dev.consilium.ops.bench.report;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** The same figure, measured several times. */
public record Series(List<Double> values) {

    /** @throws IllegalArgumentException when it was not measured */
    public Series {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a series without a value has no median");
        }
    }

    public static Series ofLongs(Collection<Long> values) {
        return new Series(values.stream().map(Long::doubleValue).toList());
    }

    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** How far the largest and the smallest are apart, as a share of the median. */
    public double spread() {
        double largest = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        double smallest = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        return (largest - smallest) / median();
    }

    /** Each value by the one that was measured beside it. */
    public Series over(Series other) {
        return new Series(IntStream.range(0, Math.min(values.size(), other.values.size()))
                .mapToObj(i -> values.get(i) / other.values.get(i))
                .toList());
    }
}
