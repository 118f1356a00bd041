package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.report.Figures;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * One kind of memory at the start, in the middle and at the end of a long run; each the least of the samples of a fifth of the
 * time: images in flight come and go, what has leaked stays.
 */
record Growth(long start, long middle, long end) {

    private static final int PARTS = 5;

    /** @param samples in order of time, at least three */
    static Growth of(List<MemorySample> samples, ToLongFunction<MemorySample> kind) {
        if (samples.size() < 3) {
            throw new IllegalArgumentException(samples.size() + " samples do not show a growth: give more --minutes");
        }
        long[] values = samples.stream().mapToLong(kind).toArray();
        int part = Math.max(1, values.length / PARTS);
        int middle = (values.length - part) / 2;
        return new Growth(
                least(Arrays.copyOf(values, part)),
                least(Arrays.copyOfRange(values, middle, middle + part)),
                least(Arrays.copyOfRange(values, values.length - part, values.length)));
    }

    /** The end as a multiple of the start. */
    double ratio() {
        return (double) end / start;
    }

    Figures figures() {
        return Figures.part()
                .with("startBytes", start)
                .with("middleBytes", middle)
                .with("endBytes", end);
    }

    private static long least(long[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }
}
