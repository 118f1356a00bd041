package dev.consilium.trainer.report;

import java.util.List;
import java.util.Locale;

/**
 * One or two lines with a mark at each point; values are 0 or more.
 *
 * @param diagonal whether to draw the line on which both coordinates are equal
 */
public record LineChart(String title, String nameX, String nameY, boolean diagonal, List<Line> lines) implements Chart {
    private static final List<String> STYLES = List.of("first", "second");

    /** Points from left to right. */
    public record Line(String name, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /**
     * One point.
     *
     * @param note what stands behind it; may be empty
     */
    public record Point(double x, double y, String note) {}

    /** @throws IllegalArgumentException when there are no lines or more than two */
    public LineChart {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > STYLES.size()) {
            throw new IllegalArgumentException("a chart of " + lines.size() + " lines: it takes one or two");
        }
    }

    @Override
    public String svg() {
        List<Point> all = lines.stream().flatMap(line -> line.points().stream()).toList();
        double largestX = all.stream().mapToDouble(Point::x).max().orElse(1);
        double largestY = all.stream().mapToDouble(Point::y).max().orElse(1);
        Frame frame = diagonal ? new Frame(1, 1) : new Frame(positive(largestX), positive(largestY));
        Svg svg = new Svg(title, Frame.HEIGHT);
        frame.draw(svg, nameX, nameY);
        if (diagonal) {
            svg.line("ideal", frame.x(0), frame.y(0), frame.x(1), frame.y(1));
        }
        for (int l = 0; l < lines.size(); l++) {
            Line line = lines.get(l);
            svg.polyline(
                    STYLES.get(l),
                    line.points().stream()
                            .flatMap(point -> List.of(frame.x(point.x()), frame.y(point.y())).stream())
                            .mapToDouble(Double::doubleValue)
                            .toArray());
            for (Point point : line.points()) {
                svg.circle(
                        STYLES.get(l),
                        frame.x(point.x()),
                        frame.y(point.y()),
                        3.5,
                        String.format(
                                Locale.ROOT, "%s: %.3f at %.3f %s", line.name(), point.y(), point.x(), point.note()));
            }
        }
        return svg.toString();
    }

    private static double positive(double value) {
        return value > 0 ? value : 1;
    }
}
