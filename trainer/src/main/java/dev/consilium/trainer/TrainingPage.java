package dev.consilium.trainer;

import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.torch.UnusableModelException;
import dev.consilium.trainer.data.LabelledImages;
import dev.consilium.trainer.evaluate.Evaluation;
import dev.consilium.trainer.evaluate.EvaluationPage;
import dev.consilium.trainer.plan.PlannedSpecialist;
import dev.consilium.trainer.recipe.Epoch;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.recipe.Trained;
import dev.consilium.trainer.report.Page;
import dev.consilium.trainer.report.Page.Tile;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A training as a page: how it went, how good the specialists are together, and what it was made with. */
final class TrainingPage {
    private final Page page;
    private final Training training;
    private final TrainingSummary summary;

    private TrainingPage(Training training, TrainingSummary summary) {
        this.training = training;
        this.summary = summary;
        page = new Page(
                "Training on " + training.data().folder(),
                String.format(
                        Locale.ROOT,
                        "%s of version %s: %s, outliers %s. Ended on %tF at %<tR UTC.",
                        summary.specialists().size() == 1
                                ? "1 specialist"
                                : summary.specialists().size() + " specialists",
                        training.version(),
                        training.recipe().architecture().text(),
                        training.recipe().outliers().text(),
                        training.clock().instant().atOffset(ZoneOffset.UTC)));
    }

    /** @throws UnusableModelException when a module does not keep the module contract */
    static Page of(Training training, TrainingSummary summary) throws IOException, UnusableModelException {
        TrainingPage page = new TrainingPage(training, summary);
        page.course();
        page.judgement();
        page.origin();
        return page.page;
    }

    private void course() {
        page.heading("How it went");
        page.tiles(List.of(
                new Tile(
                        seconds(summary.wallMillis()) + " s",
                        "time",
                        "with reading and measuring; of a resumed training, the rest"),
                new Tile(number(imagesPerSecond()), "images/s", "that one specialist trains on; mean of all")));
        page.table(
                List.of(
                        "specialist",
                        "epochs",
                        "kept",
                        "loss",
                        "accuracy",
                        "held out",
                        "in subset",
                        "seconds",
                        "images/s"),
                summary.specialists().stream().map(TrainingPage::row).toList());
        page.paragraph(
                "Loss and accuracy: of the epoch that was kept, on what it trained on, each image before its step."
                        + " Held out: accuracy on what early stopping held out. In subset: on images that training never saw.");
        if (training.recipe().earlyStopping().isPresent() && training.recipe().outliers() != Outliers.NONE) {
            page.paragraph(
                    "Images of other classes are a part of what a specialist trains on, and have their natural share in"
                            + " what is held out: the two losses have no common scale.");
        }
        if (summary.specialists().size() > TrainingCharts.MOST) {
            page.paragraph("Drawn are the " + TrainingCharts.MOST
                    + " specialists that are right least often in their subset.");
        }
        page.charts(TrainingCharts.of(summary.specialists()));
    }

    private void judgement() throws IOException, UnusableModelException {
        LabelledImages images = training.heldOut();
        if (images.size() == 0) {
            page.paragraph("There are too few images to keep some back and judge on them.");
            return;
        }
        List<SpecialistPackage> packages = summary.specialists().stream()
                .map(TrainedSpecialist::written)
                .sorted(Comparator.comparing(each -> each.specialist().name()))
                .toList();
        EvaluationPage.append(
                page, "All together", new Evaluation(packages, training.data().classNames()), images);
    }

    private void origin() {
        page.heading("Recipe");
        Map<String, String> facts = new TreeMap<>(training.recipe().described());
        facts.put(
                "input",
                training.recipe().input().height() + " x "
                        + training.recipe().input().width());
        training.from().ifPresent(from -> facts.put("from", from.toString()));
        page.charts(List.of(TrainingCharts.learningRate(summary.specialists()))).facts(facts);
        page.heading("Who learnt what");
        Map<String, String> classes = new LinkedHashMap<>();
        for (PlannedSpecialist specialist : training.plan().specialists()) {
            classes.put(
                    specialist.name(),
                    specialist.classes().stream()
                            .map(training.data().classNames()::get)
                            .collect(Collectors.joining(", ")));
        }
        page.facts(classes);
    }

    private double imagesPerSecond() {
        return summary.specialists().stream()
                .mapToDouble(each -> each.trained().imagesPerSecond())
                .average()
                .orElse(Double.NaN);
    }

    private static List<String> row(TrainedSpecialist specialist) {
        Trained trained = specialist.trained();
        Epoch kept = trained.keptEpoch();
        return List.of(
                specialist.written().specialist().toString(),
                Integer.toString(trained.epochs().size()),
                Integer.toString(trained.kept()),
                String.format(Locale.ROOT, "%.4f", kept.loss()),
                percent(kept.accuracy()),
                kept.heldOut().map(heldOut -> percent(heldOut.accuracy())).orElse("-"),
                percent(specialist.inSubset()),
                seconds(trained.wall().toMillis()),
                number(trained.imagesPerSecond()));
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%,.1f", millis / 1000.0);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%,.0f", value);
    }
}
