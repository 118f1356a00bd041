package dev.consilium.trainer.publish;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns as wide as what is in them; the last one is not padded. */
final class TextTable {

    private final List<String[]> rows = new ArrayList<>();
    private final int[] widths;

    TextTable(String... titles) {
        widths = new int[titles.length];
        row(titles);
    }

    void row(String... cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], cells[i].length());
        }
        rows.add(cells);
    }

    void print(PrintWriter console) {
        lines().forEach(console::println);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
