package dev.consilium.ops.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report as lines that a person likes to read. */
final class DemoTable {
    private static final String RULE = "  " + "─".repeat(78);

    private final List<String> lines = new ArrayList<>();

    private DemoTable() {}

    static List<String> of(DemoReport report) {
        DemoTable table = new DemoTable();
        table.counted(report);
        table.swapped(report);
        table.right(report);
        table.fast(report);
        table.lines.add(RULE);
        return table.lines;
    }

    /** A share of 1 as percent; a dash where nothing was judged. */
    static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private void counted(DemoReport report) {
        section("Every image counted, by a reader of committed records that knows only their offsets");
        row("images sent", "%,d", report.images());
        row("predictions", "%,d", report.predictions());
        row("dead letters", "%,d", report.deadLetters());
        report.deadLetterReasons().forEach((reason, count) -> lines.add("      %,d: %s".formatted(count, reason)));
        row("lost", "%,d", report.lost());
        row("answered twice", "%,d", report.duplicated());
        row("overtaken by a later one", "%,d", report.outOfOrder());
        if (report.misplaced() > 0) {
            row("in another partition", "%,d", report.misplaced());
        }
    }

    private void swapped(DemoReport report) {
        section("New versions, swapped while images came in");
        for (Swap swap : report.swaps()) {
            row(
                    swap.specialist() + "  " + swap.fromVersion() + " → " + swap.toVersion(),
                    "%,d ms from publishing to its first committed prediction",
                    swap.millis());
        }
        if (report.swaps().isEmpty()) {
            lines.add("    none: this demo has failed");
        }
    }

    private void right(DemoReport report) {
        section("How right they are                            v1          v2");
        compare(
                "the prediction names the class",
                report.before().routedShare(),
                report.after().routedShare());
        compare(
                "the specialist for it answered",
                report.before().rightSpecialistShare(),
                report.after().rightSpecialistShare());
        compare(
                "and its own opinion is right",
                report.before().inSubsetShare(),
                report.after().inSubsetShare());
    }

    private void fast(DemoReport report) {
        section("How fast, with training on the same processor and exactly once to the end");
        row("images a second", "%,.0f (what the demo sends: see --rate)", report.imagesPerSecond());
        row("sent to committed, half within", "%,d ms", report.p50CommittedMillis());
        row("sent to committed, 99 % within", "%,d ms", report.p99CommittedMillis());
    }

    private void section(String title) {
        lines.add(RULE);
        lines.add("  " + title);
    }

    private void row(String name, String format, Object value) {
        lines.add(String.format(Locale.ROOT, "    %-34s  " + format, name, value));
    }

    private void compare(String name, double before, double after) {
        lines.add(String.format(Locale.ROOT, "    %-34s  %8s    %8s", name, percent(before), percent(after)));
    }
}
