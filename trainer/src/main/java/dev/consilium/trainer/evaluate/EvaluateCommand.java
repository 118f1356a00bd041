package dev.consilium.trainer.evaluate;

import dev.consilium.specialist.torch.UnusableModelException;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.data.LabelledImages;
import dev.consilium.trainer.progress.ProgressMeter;
import dev.consilium.trainer.progress.Unit;
import dev.consilium.trainer.report.ChartFiles;
import dev.consilium.trainer.report.JsonOption;
import dev.consilium.trainer.report.Page;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts labelled images before specialists, as the streams app would: those of some packages, or those that serve. */
@Command(
        name = "evaluate",
        description = {
            "Puts labelled images before specialists, as the streams app would, and counts who is right.",
            "Without --packages: before the roster that serves, which is read from the topics."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  consilium evaluate --packages packages --data photos --html evaluation.html",
            "  consilium evaluate --packages v2 --against v1 --data photos --json comparison.json"
        })
public final class EvaluateCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(
            names = "--packages",
            paramLabel = "DIR",
            description = "A package folder, or a folder of them; their sorted names are the order of the rule.")
    @Nullable
    Path packages;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            required = true,
            description = "As for train; its test part if it has one, else all of it.")
    Path data;

    @Option(
            names = "--against",
            paramLabel = "DIR",
            description = "Other packages, judged on the same images and compared with the first.")
    @Nullable
    Path against;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a page with charts and the worst mistakes: one file, no scripts.")
    @Nullable
    Path html;

    @Option(names = "--charts", paramLabel = "DIR", description = "Write each chart of that page as a PNG file.")
    @Nullable
    Path charts;

    @Mixin
    JsonOption json;

    @Mixin
    ServingOptions serving;

    @Override
    public Integer call() throws Exception {
        DataSet dataSet = DataSet.open(data);
        Path scratch = Files.createTempDirectory("consilium-evaluate-");
        try {
            NamedRoster roster = packages == null ? serving.roster().fetch(scratch) : in(packages);
            Optional<NamedRoster> other = against == null ? Optional.empty() : Optional.of(in(against));
            report(roster, other, dataSet);
        } finally {
            delete(scratch);
        }
        return 0;
    }

    private void report(NamedRoster roster, Optional<NamedRoster> other, DataSet dataSet)
            throws IOException, UnusableModelException {
        Judgement judgement = judged(roster, dataSet);
        Map<String, @Nullable Object> figures = ReportFigures.of(judgement);
        Optional<Rival> rival = Optional.empty();
        if (other.isPresent()) {
            String name = other.get().name();
            Judgement judgementOfOther = judged(other.get(), dataSet);
            Comparison comparison = Comparison.of(judgement, judgementOfOther);
            ReportTable.print(comparison, roster.name(), name, json.console(spec));
            figures.put("against", ReportFigures.of(judgementOfOther));
            figures.put("comparison", ReportFigures.of(comparison));
            rival = Optional.of(new Rival(name, judgementOfOther, comparison));
        }
        if (html != null || charts != null) {
            Page page = EvaluationPage.of("Evaluation on " + data, dataSet.judged(), roster.name(), judgement, rival);
            if (html != null) {
                page.write(html);
            }
            if (charts != null) {
                ChartFiles.write(page.figures(), charts);
            }
        }
        json.write(spec, figures);
    }

    private Judgement judged(NamedRoster roster, DataSet dataSet) throws UnusableModelException {
        Judgement judgement = judge(new Evaluation(roster.packages(), dataSet.classNames()), dataSet.judged());
        ReportTable.print(judgement, json.console(spec));
        if (!roster.mixture().isEmpty()) {
            PrintWriter errors = spec.commandLine().getErr();
            errors.println(roster.mixture());
        }
        return judgement;
    }

    private Judgement judge(Evaluation evaluation, LabelledImages images) throws UnusableModelException {
        try (ProgressMeter meter = ProgressMeter.on(json.console(spec), "Judging", Unit.IMAGES, images.size())) {
            return evaluation.judge(images, meter::at);
        }
    }

    private NamedRoster in(Path place) throws IOException {
        try {
            return NamedRoster.in(place);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.delete(each);
        }
    }
}
