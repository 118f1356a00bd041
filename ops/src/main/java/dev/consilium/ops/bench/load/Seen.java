package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.report.Figures;
import java.util.function.IntPredicate;

/** The same answers as two readers saw them: as soon as they were written, and when they were committed. */
public record Seen(Percentiles uncommitted, Percentiles committed) {

    /** What both have read of these windows. */
    static Seen of(Readers readers, IntPredicate windows) {
        return new Seen(
                readers.uncommitted().log().of(windows),
                readers.committed().log().of(windows));
    }

    public Figures figures() {
        return Figures.part().with("uncommitted", uncommitted.figures()).with("committed", committed.figures());
    }
}
