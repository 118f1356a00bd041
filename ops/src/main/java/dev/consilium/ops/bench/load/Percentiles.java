package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.report.Figures;
import org.HdrHistogram.Histogram;

/**
 * Latencies, in milliseconds, of images from when they were meant to be sent.
 *
 * @param samples images; too few of them and the high percentiles are the worst image
 */
public record Percentiles(long samples, double meanMillis, double p50Millis, double p99Millis, double p999Millis) {

    private static final double MICROS_A_MILLI = 1e3;

    static Percentiles of(Histogram micros) {
        return new Percentiles(
                micros.getTotalCount(),
                micros.getMean() / MICROS_A_MILLI,
                at(micros, 50),
                at(micros, 99),
                at(micros, 99.9));
    }

    public Figures figures() {
        return Figures.part()
                .with("samples", samples)
                .with("meanMillis", meanMillis)
                .with("p50Millis", p50Millis)
                .with("p99Millis", p99Millis)
                .with("p999Millis", p999Millis);
    }

    private static double at(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / MICROS_A_MILLI;
    }
}
