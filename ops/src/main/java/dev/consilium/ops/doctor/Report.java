package dev.consilium.ops.doctor;

import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.NotChecked;
import dev.consilium.ops.doctor.Finding.Ok;
import dev.consilium.ops.doctor.Finding.Warning;
import dev.consilium.ops.terminal.Colour;
import dev.consilium.ops.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Findings as people and programs read them. */
final class Report {

    /**
     * How a kind of finding is shown.
     *
     * @param mark on a terminal
     * @param word elsewhere, and in the JSON
     */
    private record Kind(Colour colour, String mark, String word) {}

    private static final int NAME = 20;

    private final Terminal terminal;

    Report(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Finding finding) {
        Kind kind = kind(finding);
        String mark = terminal.interactive() ? terminal.in(kind.colour(), kind.mark()) : pad(kind.word(), 10);
        terminal.println(mark + " " + pad(finding.name(), NAME) + "  " + finding.found());
        cure(finding)
                .ifPresent(cure ->
                        terminal.println(pad("", terminal.interactive() ? 2 : 11) + pad("", NAME) + "  -> " + cure));
    }

    void printSum(List<Finding> findings) {
        terminal.println("");
        terminal.println(String.format(
                Locale.ROOT,
                "%d right, %d warnings, %d failed, %d not checked",
                count(findings, Ok.class),
                count(findings, Warning.class),
                count(findings, Failed.class),
                count(findings, NotChecked.class)));
    }

    /** For {@code --json}: each finding in the order in which it was looked at. */
    static Map<String, Object> figures(List<Finding> findings) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("healthy", isHealthy(findings));
        figures.put("warnings", count(findings, Warning.class));
        figures.put("failed", count(findings, Failed.class));
        figures.put("notChecked", count(findings, NotChecked.class));
        figures.put("findings", findings.stream().map(Report::figures).toList());
        return figures;
    }

    /** Whether nothing failed. */
    static boolean isHealthy(List<Finding> findings) {
        return count(findings, Failed.class) == 0;
    }

    private static Map<String, Object> figures(Finding finding) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("name", finding.name());
        figures.put("state", kind(finding).word());
        figures.put("found", finding.found());
        cure(finding).ifPresent(cure -> figures.put("cure", cure));
        return figures;
    }

    private static Optional<String> cure(Finding finding) {
        if (finding instanceof Warning warning) {
            return Optional.of(warning.cure());
        }
        return finding instanceof Failed failed ? Optional.of(failed.cure()) : Optional.empty();
    }

    private static Kind kind(Finding finding) {
        if (finding instanceof Ok) {
            return new Kind(Colour.GREEN, "✓", "ok");
        }
        if (finding instanceof Warning) {
            return new Kind(Colour.YELLOW, "!", "warning");
        }
        return finding instanceof Failed
                ? new Kind(Colour.RED, "✗", "failed")
                : new Kind(Colour.FAINT, "-", "unchecked");
    }

    private static long count(List<Finding> findings, Class<? extends Finding> kind) {
        return findings.stream().filter(kind::isInstance).count();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
