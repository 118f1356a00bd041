package dev.consilium.trainer.report;

import dev.consilium.trainer.report.Svg.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A figure as an SVG file of its own: title and legend above the drawing, the caption below. */
final class FigureDocument {
    static final int MARGIN = 12;
    private static final int HEADLINE = 18;
    private static final int LINE = 15;
    /** About the width of one in a headline and in a text. */
    private static final double HEADLINE_LETTER = 9;

    private static final double LETTER = 6.5;

    private FigureDocument() {}

    static String of(Figure figure) {
        Svg drawing = figure.chart().svg();
        Svg words = new Svg(figure.title(), 0);
        double y = 0;
        for (String line : lines(figure.title(), HEADLINE_LETTER)) {
            y += HEADLINE;
            words.headline(0, y - 4, line);
        }
        if (!figure.legend().isEmpty()) {
            y += LINE + 4;
            legend(words, figure.legend(), y - 4);
        }
        double top = y + 2;
        y = top + drawing.height();
        for (String line : lines(figure.caption(), LETTER)) {
            y += LINE;
            words.text(0, y - 4, Anchor.START, line);
        }
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$.0f\" viewBox=\"0 0 %1$d %2$.0f\""
                        + " font-family=\"sans-serif\"><style>%3$s</style>"
                        + "<rect class=\"ground\" width=\"%1$d\" height=\"%2$.0f\"/><g transform=\"translate(%4$d %4$d)\">%5$s"
                        + "<g transform=\"translate(0 %6$.0f)\">%7$s</g></g></svg>",
                Svg.WIDTH + 2 * MARGIN,
                Math.ceil(y) + 2 * MARGIN,
                Style.ofChart(),
                MARGIN,
                words.body(),
                top,
                drawing.body());
    }

    private static void legend(Svg svg, List<String> names, double y) {
        double x = 0;
        for (int i = 0; i < names.size(); i++) {
            svg.rect(i == 0 ? "first" : "second", x, y - 9, 10, 10, 1, "");
            svg.text(x + 15, y, Anchor.START, names.get(i));
            x += 15 + LETTER * names.get(i).length() + 14;
        }
    }

    /** SVG does not break lines. */
    private static List<String> lines(String text, double letter) {
        int most = (int) (Svg.WIDTH / letter);
        List<String> lines = new ArrayList<>();
        String left = text;
        while (left.length() > most) {
            int space = left.lastIndexOf(' ', most);
            int end = space > 0 ? space : most;
            lines.add(left.substring(0, end));
            left = left.substring(end).strip();
        }
        lines.add(left);
        return lines;
    }
}
