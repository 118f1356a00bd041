package dev.consilium.trainer.report;

import dev.consilium.trainer.report.Svg.Anchor;
import java.util.List;
import java.util.Locale;

/**
 * Counts by row and column, a cell as strong as its share of the row. Of many, the tips alone tell the names.
 *
 * @param names of the rows and of the columns: at most {@value #LARGEST}
 * @param counts by row, then column
 */
public record HeatMap(String title, List<String> names, List<List<Long>> counts) implements Chart {
    /** More would be neither legible nor quick to draw. */
    public static final int LARGEST = 100;

    /** Room for the names, left and above; the slanted ones lean over the right edge. */
    private static final double NAMES = 84;

    private static final double LEANING = 20;
    private static final double LEGIBLE_NUMBER = 19;
    private static final double LEGIBLE_NAME = 12;

    /** @throws IllegalArgumentException when there are too many names, or the counts are not as many as they */
    public HeatMap {
        names = List.copyOf(names);
        if (names.isEmpty() || names.size() > LARGEST || counts.size() != names.size()) {
            throw new IllegalArgumentException(
                    "a heat map of " + counts.size() + " rows and " + names.size() + " names: 1 to " + LARGEST);
        }
    }

    @Override
    public Svg svg() {
        double besideNames = (Svg.WIDTH - NAMES - LEANING) / names.size();
        boolean named = besideNames >= LEGIBLE_NAME;
        double edge = named ? NAMES : 0;
        double cell = named ? besideNames : (double) Svg.WIDTH / names.size();
        Svg svg = new Svg(title, edge + cell * names.size() + 6);
        for (int row = 0; row < names.size(); row++) {
            if (named) {
                String name = Html.shortened(names.get(row), 12);
                svg.text(edge - 5, edge + cell * (row + 0.5) + 4, Anchor.END, name);
                svg.slanted(edge + cell * (row + 0.5), edge - 5, name);
            }
            row(svg, row, edge, cell);
        }
        return svg;
    }

    private void row(Svg svg, int row, double edge, double cell) {
        double gap = Math.min(1, cell / 10);
        long sum = counts.get(row).stream().mapToLong(Long::longValue).sum();
        for (int column = 0; column < names.size(); column++) {
            long count = counts.get(row).get(column);
            double share = sum == 0 ? 0 : (double) count / sum;
            double x = edge + cell * column;
            double y = edge + cell * row;
            svg.rect(
                    "heat",
                    x,
                    y,
                    cell - gap,
                    cell - gap,
                    share == 0 ? 0.04 : 0.12 + 0.88 * share,
                    String.format(
                            Locale.ROOT,
                            "%s answered as %s: %,d (%.1f %%)",
                            names.get(row),
                            names.get(column),
                            count,
                            share * 100));
            if (cell >= LEGIBLE_NUMBER && share >= 0.005) {
                svg.text(
                        x + cell / 2, y + cell / 2 + 4, Anchor.MIDDLE, String.format(Locale.ROOT, "%.0f", share * 100));
            }
        }
    }
}
