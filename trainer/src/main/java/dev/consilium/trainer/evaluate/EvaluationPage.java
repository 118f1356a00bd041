package dev.consilium.trainer.evaluate;

import dev.consilium.specialist.torch.UnusableModelException;
import dev.consilium.trainer.data.LabelledImages;
import dev.consilium.trainer.evaluate.Comparison.Difference;
import dev.consilium.trainer.evaluate.EvaluationReport.SpecialistReport;
import dev.consilium.trainer.report.Page;
import dev.consilium.trainer.report.Page.Tile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An evaluation as a page, one roster or two of them, or as a part of one. */
public final class EvaluationPage {
    private static final int CONFUSIONS = 10;

    private final Page page;
    private final LabelledImages images;

    private EvaluationPage(Page page, LabelledImages images) {
        this.page = page;
        this.images = images;
    }

    static Page of(String title, LabelledImages images, String name, Judgement judgement, Optional<Rival> rival)
            throws IOException {
        EvaluationPage page = new EvaluationPage(
                new Page(
                        title,
                        String.format(Locale.ROOT, "%,d labelled images, judged as the app judges.", images.size())),
                images);
        if (rival.isPresent()) {
            page.compare(name, rival.get());
        }
        page.add(name, judgement);
        if (rival.isPresent()) {
            page.add(rival.get().name(), rival.get().judgement());
        }
        return page.page;
    }

    /**
     * Judges specialists and adds to a page what came of it.
     *
     * @param name what to call them together
     * @throws UnusableModelException when a module does not keep the module contract
     */
    public static EvaluationReport append(Page page, String name, Evaluation evaluation, LabelledImages images)
            throws IOException, UnusableModelException {
        Judgement judgement = evaluation.judge(images, judged -> {});
        new EvaluationPage(page, images).add(name, judgement);
        return judgement.report();
    }

    private void compare(String name, Rival rival) {
        page.heading(name + " against " + rival.name());
        List<List<String>> rows = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            Difference difference = rival.comparison().of(measure);
            rows.add(List.of(
                    measure.named(),
                    percent(difference.first()),
                    percent(difference.second()),
                    String.format(
                            Locale.ROOT,
                            "%+.1f points (%+.1f to %+.1f)",
                            difference.value() * 100,
                            difference.interval().low() * 100,
                            difference.interval().high() * 100)));
        }
        page.table(List.of("", name, rival.name(), "difference, 95 % interval"), rows);
        page.paragraph(ReportTable.verdict(rival.comparison(), name, rival.name()));
    }

    private void add(String name, Judgement judgement) throws IOException {
        page.heading(name).tiles(tiles(judgement));
        page.table(
                List.of("specialist", "classes", "images", "in subset", "kept", "answered", "right"),
                judgement.report().specialists().stream()
                        .map(EvaluationPage::row)
                        .toList());
        page.paragraph(
                "Kept: of its own images, those that it answered. Answered: of all images. Right: of its answers.");
        leftOut(judgement.report());
        page.charts(EvaluationCharts.of(judgement));
        page.heading(name + ": what is taken for what");
        page.table(
                List.of("image → answer", "images"),
                Confusion.of(judgement.verdicts()).mostFrequent(CONFUSIONS).stream()
                        .map(pair -> List.of(
                                judgement.classNames().get(pair.label()) + " → "
                                        + judgement.classNames().get(pair.answer()),
                                String.format(Locale.ROOT, "%,d", pair.images())))
                        .toList());
        page.heading(name + ": the surest of the wrong answers");
        page.pictures(WorstMistakes.of(judgement, images));
    }

    private void leftOut(EvaluationReport report) {
        if (report.nobodys() > 0) {
            page.paragraph(String.format(
                    Locale.ROOT, "%,d images of classes that no specialist knows are left out.", report.nobodys()));
        }
        if (report.unreadable() > 0) {
            page.paragraph(String.format(
                    Locale.ROOT,
                    "%,d images cannot be read and are left out, such as %s",
                    report.unreadable(),
                    String.join("; ", report.unreadableNamed())));
        }
    }

    private static List<Tile> tiles(Judgement judgement) {
        List<Tile> tiles = new ArrayList<>();
        EvaluationReport report = judgement.report();
        tiles.add(tile(Measure.ROUTED, report.routed(), judgement.intervals()));
        tiles.add(tile(Measure.IN_SUBSET, report.inSubset(), judgement.intervals()));
        tiles.add(tile(Measure.RIGHT_SPECIALIST, report.rightSpecialist(), judgement.intervals()));
        tiles.add(new Tile(
                String.format(Locale.ROOT, "%,.0f", judgement.imagesPerSecond()),
                "judged a second",
                String.format(Locale.ROOT, "one thread, %,d images", report.images())));
        return tiles;
    }

    private static Tile tile(Measure measure, double share, Map<Measure, Interval> intervals) {
        Interval interval = intervals.getOrDefault(measure, Interval.NONE);
        return new Tile(
                percent(share),
                measure.described(),
                "95 %: " + percent(interval.low()) + " to " + percent(interval.high()));
    }

    private static List<String> row(SpecialistReport report) {
        return List.of(
                report.specialist() + "@" + report.version(),
                Integer.toString(report.classes()),
                String.format(Locale.ROOT, "%,d", report.images()),
                percent(report.inSubset()),
                percent(report.kept()),
                percent(report.share()),
                percent(report.precision()));
    }

    private static String percent(double share) {
        return ReportTable.percent(share);
    }
}
