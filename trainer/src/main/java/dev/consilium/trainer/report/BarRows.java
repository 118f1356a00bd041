package dev.consilium.trainer.report;

import dev.consilium.trainer.report.Svg.Anchor;
import java.util.List;
import java.util.Locale;

/** Shares from 0 to 1, a row each, with a second share beside it to compare with. */
public record BarRows(String title, String first, String second, List<Row> rows) implements Chart {
    private static final double LEFT = 8;
    private static final double LONGEST = 280;
    private static final double ROW = 48;

    /** One row. */
    public record Row(String label, double first, double second) {}

    public BarRows {
        rows = List.copyOf(rows);
    }

    @Override
    public Svg svg() {
        double largest = rows.stream()
                .flatMap(row -> List.of(row.first(), row.second()).stream())
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        Svg svg = new Svg(title, ROW * rows.size() + 6);
        for (int r = 0; r < rows.size(); r++) {
            Row row = rows.get(r);
            double top = r * ROW;
            svg.text(LEFT, top + 12, Anchor.START, Html.shortened(row.label(), 50));
            bar(svg, "first", first, row.first(), largest, top + 17);
            bar(svg, "second", second, row.second(), largest, top + 31);
        }
        return svg;
    }

    private static void bar(Svg svg, String style, String name, double share, double largest, double top) {
        double shown = Double.isFinite(share) ? share : 0;
        double width = largest > 0 ? LONGEST * shown / largest : 0;
        String number = Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", share * 100) : "-";
        svg.rect(style, LEFT, top, width, 9, 1, name + ": " + number);
        svg.text(LEFT + width + 5, top + 9, Anchor.START, number);
    }
}
