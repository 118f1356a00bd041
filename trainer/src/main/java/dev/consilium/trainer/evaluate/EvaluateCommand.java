package dev.consilium.trainer.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.torch.UnusableModelException;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.data.LabelledImages;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts labelled images before the specialists of some packages, as the streams app would. */
@Command(
        name = "evaluate",
        description = "Puts labelled images before specialists, as the streams app would, and counts who is right.",
        sortOptions = false)
public final class EvaluateCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(
            names = "--packages",
            paramLabel = "DIR",
            required = true,
            description = "A package folder, or a folder of them; their sorted names are the order of the rule.")
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

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    @Nullable
    Path json;

    @Override
    public Integer call() throws Exception {
        DataSet dataSet = DataSet.open(data);
        List<SpecialistPackage> found = found(packages);
        List<SpecialistPackage> others = against == null ? List.of() : found(against);
        Judgement judgement = judged(found, dataSet);
        Map<String, @Nullable Object> figures = ReportFigures.of(judgement);
        Optional<Rival> rival = Optional.empty();
        if (against != null) {
            Judgement other = judged(others, dataSet);
            Comparison comparison = Comparison.of(judgement, other);
            ReportTable.print(
                    comparison,
                    name(packages),
                    name(against),
                    spec.commandLine().getOut());
            figures.put("against", ReportFigures.of(other));
            figures.put("comparison", ReportFigures.of(comparison));
            rival = Optional.of(new Rival(name(against), other, comparison));
        }
        if (html != null) {
            EvaluationPage.of("Evaluation on " + data, dataSet.judged(), name(packages), judgement, rival)
                    .write(html);
        }
        if (json != null) {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), figures);
        }
        return 0;
    }

    private Judgement judged(List<SpecialistPackage> found, DataSet dataSet) throws UnusableModelException {
        Judgement judgement = judge(new Evaluation(found, dataSet.classNames()), dataSet.judged());
        ReportTable.print(judgement, spec.commandLine().getOut());
        warnOfMixture(found);
        return judgement;
    }

    private static String name(Path folder) {
        return folder.toString();
    }

    @SuppressWarnings("SystemConsoleNull") // From JDK 22 on the bar may be drawn into a log: ugly and harmless.
    private static Judgement judge(Evaluation evaluation, LabelledImages images) throws UnusableModelException {
        if (System.console() == null) {
            return evaluation.judge(images, judged -> {});
        }
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("Judging")
                .setInitialMax(images.size())
                .build()) {
            return evaluation.judge(images, bar::stepTo);
        }
    }

    /** A specialist that never saw other classes is surer of them than one that learnt to reject them. */
    private void warnOfMixture(List<SpecialistPackage> found) {
        Map<String, List<String>> byOutliers = found.stream()
                .map(SpecialistPackage::manifest)
                .collect(Collectors.groupingBy(
                        manifest -> manifest.getRecipe().getOrDefault("outliers", "none"),
                        TreeMap::new,
                        Collectors.mapping(SpecialistVersion::getSpecialist, Collectors.toList())));
        if (byOutliers.size() > 1) {
            PrintWriter errors = spec.commandLine().getErr();
            errors.println("Warning: these specialists were trained in different ways as to images of other classes ("
                    + byOutliers + "): those with none will win too often.");
        }
    }

    private List<SpecialistPackage> found(Path packages) throws IOException {
        if (isPackage(packages)) {
            return List.of(SpecialistPackage.read(packages));
        }
        List<SpecialistPackage> found = new ArrayList<>();
        if (Files.isDirectory(packages)) {
            try (Stream<Path> folders = Files.list(packages)) {
                for (Path folder :
                        folders.filter(EvaluateCommand::isPackage).sorted().toList()) {
                    found.add(SpecialistPackage.read(folder));
                }
            }
        }
        if (found.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no package in " + packages + ": train writes one folder with a "
                            + SpecialistPackage.MANIFEST_FILE + " a specialist.");
        }
        return found;
    }

    private static boolean isPackage(Path folder) {
        return Files.isRegularFile(folder.resolve(SpecialistPackage.MANIFEST_FILE));
    }
}
