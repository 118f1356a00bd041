package dev.consilium.ops.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Figures to compare, the longest bar first or last as they are given.
 *
 * @param unit what the figures are, such as {@code images/s}
 */
public record BarChart(String title, String unit, List<Bar> bars) {

    private static final int WIDTH = 40;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    /**
     * One figure.
     *
     * @param note what stands behind the figure, such as its spread; may be empty
     */
    public record Bar(String label, double value, String note) {
        public Bar {
            if (!(value >= 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("a bar cannot show " + label + " = " + value);
            }
        }
    }

    public BarChart {
        bars = List.copyOf(bars);
    }

    /** For a terminal: one line a bar, numbers aligned. */
    public List<String> lines() {
        double longest = bars.stream().mapToDouble(Bar::value).max().orElse(0);
        int labels = bars.stream().mapToInt(bar -> bar.label().length()).max().orElse(0);
        List<String> numbers = bars.stream().map(bar -> number(bar.value())).toList();
        int digits = numbers.stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>(Collections.singletonList("  " + title + " (" + unit + ")"));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            String line = "    " + padded(bar.label(), labels) + "  "
                    + " ".repeat(digits - numbers.get(i).length()) + numbers.get(i) + "  "
                    + padded(blocks(bar.value(), longest), bar.note().isEmpty() ? 0 : WIDTH) + " " + bar.note();
            lines.add(line.stripTrailing());
        }
        return lines;
    }

    /** As many blocks as the value is of the longest, to an eighth of a block. */
    static String blocks(double value, double longest) {
        if (longest <= 0) {
            return "";
        }
        int eighths = (int) Math.round(value / longest * WIDTH * 8);
        String whole = "█".repeat(eighths / 8);
        return eighths % 8 == 0 ? whole : whole + EIGHTHS.charAt(eighths % 8);
    }

    /** Three digits or more of it. */
    static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
