package dev.consilium.trainer.report;

import java.util.List;

/**
 * A chart with its words.
 *
 * @param legend names of the first and the second colour; may be empty
 */
public record Figure(String title, List<String> legend, Chart chart, String caption) {
    public Figure {
        legend = List.copyOf(legend);
    }

    Figure titled(String other) {
        return new Figure(other, legend, chart, caption);
    }
}
