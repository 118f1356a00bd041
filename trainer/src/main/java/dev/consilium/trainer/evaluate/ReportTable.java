package dev.consilium.trainer.evaluate;

import dev.consilium.trainer.evaluate.EvaluationReport.SpecialistReport;
import java.io.PrintWriter;
import java.util.Locale;

/** A report as a person likes to read it. */
final class ReportTable {
    private static final String ROW = "%-24s %8s %8s %10s %8s %10s %8s%n";

    private ReportTable() {}

    static void print(EvaluationReport report, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%,d images, put before %d specialists.%n%n",
                report.images(),
                report.specialists().size());
        out.printf(Locale.ROOT, "  %5.1f %%  routed: answered right%n", report.routed() * 100);
        out.printf(
                Locale.ROOT,
                "  %5.1f %%  in subset: right, had only the specialist that knows the class been asked%n",
                report.inSubset() * 100);
        out.printf(
                Locale.ROOT,
                "  %5.1f %%  right specialist: answered by the one that knows the class%n%n",
                report.rightSpecialist() * 100);
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

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
