package dev.consilium.ops.bench.report;

import java.util.List;

/** What a measurement found. */
public interface Measured {

    /** For programs. */
    Figures figures();

    /** To look at. */
    BarChart chart();

    /** What the chart does not say. */
    List<String> lines();
}
