package dev.consilium.trainer.report;

import java.util.Locale;

/** A drawing of {@value #WIDTH} units width, which is about the pixels that a phone gives it. One thread. */
public final class Svg {
    static final int WIDTH = 360;

    /** Where a text starts from. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    private final StringBuilder body = new StringBuilder();
    private final String title;
    private final double height;

    Svg(String title, double height) {
        this.title = title;
        this.height = height;
    }

    Svg rect(String style, double x, double y, double width, double height, double opacity, String tip) {
        body.append(String.format(
                Locale.ROOT,
                "<rect class=\"fill-%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill-opacity=\"%.3f\">",
                style,
                x,
                y,
                Math.max(0, width),
                Math.max(0, height),
                opacity));
        return tip(tip).close("rect");
    }

    Svg line(String style, double x1, double y1, double x2, double y2) {
        body.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.2f\" y1=\"%.2f\" x2=\"%.2f\" y2=\"%.2f\"/>%n",
                style,
                x1,
                y1,
                x2,
                y2));
        return this;
    }

    Svg circle(String style, double x, double y, double radius, String tip) {
        body.append(String.format(
                Locale.ROOT, "<circle class=\"fill-%s\" cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\">", style, x, y, radius));
        return tip(tip).close("circle");
    }

    /** @param points x and y by turns */
    Svg polyline(String style, double... points) {
        body.append("<polyline class=\"line-").append(style).append("\" points=\"");
        for (int i = 0; i < points.length; i += 2) {
            body.append(String.format(Locale.ROOT, "%.2f,%.2f ", points[i], points[i + 1]));
        }
        body.append("\"/>\n");
        return this;
    }

    Svg text(double x, double y, Anchor anchor, String text) {
        body.append(String.format(
                Locale.ROOT,
                "<text x=\"%.2f\" y=\"%.2f\" text-anchor=\"%s\">%s</text>%n",
                x,
                y,
                anchor.name().toLowerCase(Locale.ROOT),
                Html.escape(text)));
        return this;
    }

    Svg headline(double x, double y, String text) {
        body.append(String.format(
                Locale.ROOT, "<text class=\"headline\" x=\"%.2f\" y=\"%.2f\">%s</text>%n", x, y, Html.escape(text)));
        return this;
    }

    /** Reads upwards to the right, from its start. */
    Svg slanted(double x, double y, String text) {
        body.append(String.format(
                Locale.ROOT,
                "<text x=\"%.2f\" y=\"%.2f\" transform=\"rotate(-70 %.2f %.2f)\">%s</text>%n",
                x,
                y,
                x,
                y,
                Html.escape(text)));
        return this;
    }

    private Svg tip(String text) {
        if (!text.isEmpty()) {
            body.append("<title>").append(Html.escape(text)).append("</title>");
        }
        return this;
    }

    private Svg close(String element) {
        body.append("</").append(element).append(">\n");
        return this;
    }

    double height() {
        return height;
    }

    /** What is drawn, without the element around it. */
    String body() {
        return body.toString();
    }

    /** The element, for a page that has the style. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %.0f\" role=\"img\" aria-label=\"%s\">%n%s</svg>",
                WIDTH,
                height,
                Html.escape(title),
                body);
    }
}
