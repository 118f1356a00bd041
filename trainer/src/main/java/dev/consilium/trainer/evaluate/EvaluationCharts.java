package dev.consilium.trainer.evaluate;

import dev.consilium.trainer.report.Axis;
import dev.consilium.trainer.report.BarRows;
import dev.consilium.trainer.report.Figure;
import dev.consilium.trainer.report.HeatMap;
import dev.consilium.trainer.report.Histogram;
import dev.consilium.trainer.report.LineChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What of an evaluation is better drawn. */
final class EvaluationCharts {
    /** A chart of the confidences for each specialist up to here, else one for all. */
    private static final int SEPARATE = 10;

    private EvaluationCharts() {}

    static List<Figure> of(Judgement judgement) {
        List<Figure> figures = new ArrayList<>();
        Confusion confusion = Confusion.of(judgement.verdicts());
        if (!confusion.classes().isEmpty() && confusion.classes().size() <= HeatMap.LARGEST) {
            figures.add(new Figure(
                    "Confusion",
                    List.of(),
                    new HeatMap(
                            "Confusion matrix",
                            confusion.classes().stream()
                                    .map(judgement.classNames()::get)
                                    .toList(),
                            confusion.counts()),
                    "Row: the image's class; column: the answer; per cent of the row."));
        }
        figures.add(reliability(Calibration.of(judgement)));
        figures.add(new Figure(
                "Who answers",
                List.of("answered", "own images"),
                new BarRows(
                        "Share of each specialist",
                        "answered",
                        "own images",
                        judgement.report().specialists().stream()
                                .map(each -> new BarRows.Row(
                                        each.specialist() + "@" + each.version(), each.share(), each.ownShare()))
                                .toList()),
                "Of all images."));
        int specialists = judgement.specialists().size();
        if (specialists <= SEPARATE) {
            for (int s = 0; s < specialists; s++) {
                figures.add(confidences(
                        judgement,
                        List.of(s),
                        "Confidence of " + judgement.specialists().get(s)));
            }
        } else {
            List<Integer> all = IntStream.range(0, specialists).boxed().toList();
            figures.add(confidences(judgement, all, "Confidence of all specialists"));
        }
        return figures;
    }

    private static Figure reliability(Calibration calibration) {
        List<LineChart.Point> points = calibration.bins().stream()
                .map(bin -> new LineChart.Point(
                        bin.probability(), bin.right(), String.format(Locale.ROOT, "(%,d answers)", bin.answers())))
                .toList();
        return new Figure(
                "Reliability",
                List.of(),
                new LineChart(
                        "Reliability diagram",
                        Axis.share("probability of the answer"),
                        Axis.share("share right"),
                        true,
                        List.of(new LineChart.Line("right", points))),
                String.format(
                        Locale.ROOT,
                        "On the diagonal a probability is what it says; expected calibration error %.3f. "
                                + "For specialists with the half fold the probability is 2c - 1.",
                        calibration.error()));
    }

    private static Figure confidences(Judgement judgement, List<Integer> specialists, String title) {
        List<Double> inside = new ArrayList<>();
        List<Double> outside = new ArrayList<>();
        for (Verdict verdict : judgement.verdicts()) {
            for (int s : specialists) {
                (verdict.owner() == s ? inside : outside)
                        .add((double) verdict.opinions().get(s).confidence());
            }
        }
        return new Figure(
                title,
                List.of("its own classes", "other classes"),
                new Histogram(
                        title,
                        "confidence",
                        List.of(
                                new Histogram.Group("its own classes", inside),
                                new Histogram.Group("other classes", outside))),
                "The further apart, the better the rule works.");
    }
}
