package dev.consilium.trainer.report;

import dev.consilium.trainer.report.Svg.Anchor;

/** Two axes, and where a value lies between them. */
record Frame(Axis across, Axis up) {
    static final double HEIGHT = 220;
    private static final double LEFT = 46;
    private static final double RIGHT = 346;
    private static final double TOP = 24;
    private static final double BOTTOM = 176;

    double x(double value) {
        return LEFT + (RIGHT - LEFT) * (value - across.from()) / (across.to() - across.from());
    }

    double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * (value - up.from()) / (up.to() - up.from());
    }

    void draw(Svg svg) {
        for (double tick : up.ticks()) {
            svg.line("grid", LEFT, y(tick), RIGHT, y(tick));
            svg.text(LEFT - 5, y(tick) + 4, Anchor.END, up.label(tick));
        }
        for (double tick : across.ticks()) {
            svg.text(x(tick), BOTTOM + 15, Anchor.MIDDLE, across.label(tick));
        }
        svg.text(4, 11, Anchor.START, up.name());
        svg.text((LEFT + RIGHT) / 2, BOTTOM + 34, Anchor.MIDDLE, across.name());
    }
}
