package dev.consilium.trainer.report;

import java.util.List;

/**
 * One or two lines with a mark at each point. Points that are not finite are left out.
 *
 * @param diagonal whether to draw the line on which both coordinates are equal
 */
public record LineChart(String title, Axis across, Axis up, boolean diagonal, List<Line> lines) implements Chart {
    private static final List<String> STYLES = List.of("first", "second");
    private static final int LARGE_MARKS = 25;

    /** Points from left to right. */
    public record Line(String name, List<Point> points) {
        public Line {
            points = points.stream().filter(Point::isFinite).toList();
        }
    }

    /**
     * One point.
     *
     * @param note what stands behind it; may be empty
     */
    public record Point(double x, double y, String note) {
        private boolean isFinite() {
            return Double.isFinite(x) && Double.isFinite(y);
        }
    }

    /** @throws IllegalArgumentException when there are no lines or more than two */
    public LineChart {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > STYLES.size()) {
            throw new IllegalArgumentException("a chart of " + lines.size() + " lines: it takes one or two");
        }
    }

    @Override
    public Svg svg() {
        Frame frame = new Frame(across, up);
        Svg svg = new Svg(title, Frame.HEIGHT);
        frame.draw(svg);
        if (diagonal) {
            svg.line(
                    "ideal",
                    frame.x(across.from()),
                    frame.y(across.from()),
                    frame.x(across.to()),
                    frame.y(across.to()));
        }
        for (int l = 0; l < lines.size(); l++) {
            draw(svg, frame, STYLES.get(l), lines.get(l));
        }
        return svg;
    }

    private void draw(Svg svg, Frame frame, String style, Line line) {
        svg.polyline(
                style,
                line.points().stream()
                        .flatMap(point -> List.of(frame.x(point.x()), frame.y(point.y())).stream())
                        .mapToDouble(Double::doubleValue)
                        .toArray());
        double radius = line.points().size() <= LARGE_MARKS ? 3.5 : 1.5;
        for (Point point : line.points()) {
            String tip = line.name() + ": " + Axis.exact(point.y()) + " at " + across.name() + " "
                    + Axis.exact(point.x()) + " " + point.note();
            svg.circle(style, frame.x(point.x()), frame.y(point.y()), radius, tip.strip());
        }
    }
}
