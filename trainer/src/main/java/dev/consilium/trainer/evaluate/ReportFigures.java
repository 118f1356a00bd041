package dev.consilium.trainer.evaluate;

import dev.consilium.trainer.evaluate.EvaluationReport.SpecialistReport;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A report as JSON will have it. */
final class ReportFigures {
    private ReportFigures() {}

    static Map<String, @Nullable Object> of(EvaluationReport report) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("images", report.images());
        figures.put("routed", number(report.routed()));
        figures.put("inSubset", number(report.inSubset()));
        figures.put("rightSpecialist", number(report.rightSpecialist()));
        figures.put("shares", byName(report.specialists(), SpecialistReport::share));
        figures.put("ownShares", byName(report.specialists(), SpecialistReport::ownShare));
        figures.put(
                "specialists",
                report.specialists().stream().map(ReportFigures::of).toList());
        figures.put("nobodys", report.nobodys());
        figures.put("unreadable", report.unreadable());
        return figures;
    }

    /** The report's, with what only the single images tell. */
    static Map<String, @Nullable Object> of(Judgement judgement) {
        Map<String, @Nullable Object> figures = of(judgement.report());
        Map<String, Object> intervals = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            intervals.put(measure.key(), bounds(judgement.intervals().getOrDefault(measure, Interval.NONE)));
        }
        figures.put("intervals", intervals);
        figures.put("calibrationError", number(Calibration.of(judgement).error()));
        Confusion confusion = Confusion.of(judgement.verdicts());
        figures.put(
                "classes",
                confusion.classes().stream().map(judgement.classNames()::get).toList());
        figures.put("confusion", confusion.counts());
        figures.put("imagesPerSecond", judgement.imagesPerSecond());
        figures.put("wallMillis", judgement.wall().toMillis());
        return figures;
    }

    static Map<String, @Nullable Object> of(Comparison comparison) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("images", comparison.images());
        for (Measure measure : Measure.values()) {
            Comparison.Difference difference = comparison.of(measure);
            Map<String, @Nullable Object> each = new LinkedHashMap<>();
            each.put("packages", number(difference.first()));
            each.put("against", number(difference.second()));
            each.put("difference", number(difference.value()));
            each.put("interval", bounds(difference.interval()));
            figures.put(measure.key(), each);
        }
        McNemar mcNemar = comparison.mcNemar();
        figures.put(
                "mcNemar",
                Map.of(
                        "onlyPackages", mcNemar.onlyFirst(),
                        "onlyAgainst", mcNemar.onlySecond(),
                        "pValue", mcNemar.pValue()));
        return figures;
    }

    private static List<@Nullable Object> bounds(Interval interval) {
        return Arrays.asList(number(interval.low()), number(interval.high()));
    }

    private static Map<String, @Nullable Object> of(SpecialistReport report) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("specialist", report.specialist());
        figures.put("version", report.version());
        figures.put("classes", report.classes());
        figures.put("images", report.images());
        figures.put("inSubset", number(report.inSubset()));
        figures.put("kept", number(report.kept()));
        figures.put("share", number(report.share()));
        figures.put("ownShare", number(report.ownShare()));
        figures.put("precision", number(report.precision()));
        return figures;
    }

    private static Map<String, @Nullable Object> byName(
            List<SpecialistReport> reports, ToDoubleFunction<SpecialistReport> value) {
        Map<String, @Nullable Object> byName = new LinkedHashMap<>();
        reports.forEach(report -> byName.put(report.specialist(), number(value.applyAsDouble(report))));
        return byName;
    }

    /** JSON has no NaN. */
    private static @Nullable Object number(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
