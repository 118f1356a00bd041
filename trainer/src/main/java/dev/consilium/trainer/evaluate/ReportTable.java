package dev.consilium.trainer.evaluate;

import dev.consilium.trainer.evaluate.Comparison.Difference;
import dev.consilium.trainer.evaluate.EvaluationReport.SpecialistReport;
import java.io.PrintWriter;
import java.util.Locale;

/** A report as a person likes to read it. */
final class ReportTable {
    private static final String ROW = "%-24s %8s %8s %10s %8s %10s %8s%n";

    private static final double SIGNIFICANT = 0.05;

    private ReportTable() {}

    static void print(Judgement judgement, PrintWriter out) {
        EvaluationReport report = judgement.report();
        out.printf(
                Locale.ROOT,
                "%n%,d images, put before %s, %,.0f a second. In brackets: 95 %% intervals (bootstrap).%n%n",
                report.images(),
                report.specialists().size() == 1
                        ? "1 specialist"
                        : report.specialists().size() + " specialists",
                judgement.imagesPerSecond());
        for (Measure measure : Measure.values()) {
            double share = judgement.verdicts().stream()
                    .mapToInt(measure::of)
                    .average()
                    .orElse(Double.NaN);
            Interval interval = judgement.intervals().getOrDefault(measure, Interval.NONE);
            out.printf(
                    Locale.ROOT,
                    "  %5.1f %%  [%5.1f, %5.1f]  %s%n",
                    share * 100,
                    interval.low() * 100,
                    interval.high() * 100,
                    measure.described());
        }
        out.println();
        out.printf(Locale.ROOT, ROW, "specialist", "classes", "images", "in subset", "kept", "answered", "right");
        for (SpecialistReport each : report.specialists()) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    each.specialist() + "@" + each.version(),
                    each.classes(),
                    each.images(),
                    percent(each.inSubset()),
                    percent(each.kept()),
                    percent(each.share()),
                    percent(each.precision()));
        }
        out.printf(
                Locale.ROOT,
                "%nkept: of its own images, those that it answered; answered: of all images; right: of its answers.%n");
        if (report.nobodys() > 0) {
            out.printf(Locale.ROOT, "%,d images of classes that no specialist knows are left out.%n", report.nobodys());
        }
        if (report.unreadable() > 0) {
            out.printf(Locale.ROOT, "%,d images cannot be read and are left out:%n", report.unreadable());
            report.unreadableNamed().forEach(line -> out.printf(Locale.ROOT, "  %s%n", line));
        }
        out.flush();
    }

    static void print(Comparison comparison, String first, String second, PrintWriter out) {
        out.printf(Locale.ROOT, "%n%s against %s, on %,d images:%n%n", first, second, comparison.images());
        for (Measure measure : Measure.values()) {
            Difference difference = comparison.of(measure);
            out.printf(
                    Locale.ROOT,
                    "  %5.1f %%  %5.1f %%  %+5.1f points [%+.1f, %+.1f]  %s%n",
                    difference.first() * 100,
                    difference.second() * 100,
                    difference.value() * 100,
                    difference.interval().low() * 100,
                    difference.interval().high() * 100,
                    measure.described());
        }
        out.printf(Locale.ROOT, "%n%s%n", verdict(comparison, first, second));
        out.flush();
    }

    /** McNemar's test in words. */
    static String verdict(Comparison comparison, String first, String second) {
        McNemar mcNemar = comparison.mcNemar();
        return String.format(
                Locale.ROOT,
                "Only %s is right on %,d images, only %s on %,d: %s (McNemar's exact test, p = %.2g).",
                first,
                mcNemar.onlyFirst(),
                second,
                mcNemar.onlySecond(),
                mcNemar.pValue() < SIGNIFICANT ? "a difference that chance hardly explains" : "chance can explain that",
                mcNemar.pValue());
    }

    static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
