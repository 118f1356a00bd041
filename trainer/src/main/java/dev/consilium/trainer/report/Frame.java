package dev.consilium.trainer.report;

import dev.consilium.trainer.report.Svg.Anchor;
import java.util.Locale;

/** Two axes from 0 to the largest value each, and where a value lies between them. */
record Frame(double largestX, double largestY) {
    static final double HEIGHT = 220;
    private static final double LEFT = 42;
    private static final double RIGHT = 352;
    private static final double TOP = 24;
    private static final double BOTTOM = 176;
    private static final int TICKS = 5;

    double x(double value) {
        return LEFT + (RIGHT - LEFT) * value / largestX;
    }

    double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * value / largestY;
    }

    void draw(Svg svg, String nameX, String nameY) {
        for (int tick = 0; tick <= TICKS; tick++) {
            double valueX = largestX * tick / TICKS;
            double valueY = largestY * tick / TICKS;
            svg.line("grid", LEFT, y(valueY), RIGHT, y(valueY));
            svg.text(LEFT - 5, y(valueY) + 4, Anchor.END, number(valueY));
            svg.text(x(valueX), BOTTOM + 15, Anchor.MIDDLE, number(valueX));
        }
        svg.text(4, 11, Anchor.START, nameY);
        svg.text((LEFT + RIGHT) / 2, BOTTOM + 34, Anchor.MIDDLE, nameX);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 10 ? "%.0f" : value == Math.rint(value) ? "%.0f" : "%.2f", value);
    }
}
