package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.report.Figures;
import dev.consilium.ops.bench.report.Series;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Latencies while something was done to the apps, beside those of quiet windows. A machine is not equally fast all the time:
 * each turn is compared with the quiet window next to it, and a ratio is the median over turns.
 *
 * @param quiet all quiet windows together
 * @param disturbed all others together
 * @param p99Ratios a turn's p99 to its quiet window's, to a reader that waits for no commit
 * @param p99RatiosCommitted the same to a reader of committed records
 */
public record Contrast(Seen quiet, Seen disturbed, Series p99Ratios, Series p99RatiosCommitted) {

    /**
     * Of turns, in their order.
     *
     * @param quietByTurn as many as turns, at least one
     * @param disturbedByTurn as many
     */
    static Contrast of(Seen quiet, Seen disturbed, List<Seen> quietByTurn, List<Seen> disturbedByTurn) {
        return new Contrast(
                quiet,
                disturbed,
                ratios(quietByTurn, disturbedByTurn, seen -> seen.uncommitted().p99Millis()),
                ratios(quietByTurn, disturbedByTurn, seen -> seen.committed().p99Millis()));
    }

    /** To a reader that waits for no commit. */
    public double p99Ratio() {
        return p99Ratios.median();
    }

    public double p99RatioCommitted() {
        return p99RatiosCommitted.median();
    }

    /** The ratios, those of each turn, and both latencies. */
    public void addTo(Figures figures) {
        figures.with("p99Ratio", p99Ratio())
                .with("p99RatioByTurn", p99Ratios.values())
                .with("p99RatioCommitted", p99RatioCommitted())
                .with("steady", quiet.figures())
                .with("rolling", disturbed.figures());
    }

    private static Series ratios(List<Seen> quiet, List<Seen> disturbed, ToDoubleFunction<Seen> p99) {
        return new Series(IntStream.range(0, quiet.size())
                .mapToObj(turn -> p99.applyAsDouble(disturbed.get(turn)) / p99.applyAsDouble(quiet.get(turn)))
                .toList());
    }
}
