package dev.consilium.trainer;

import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.recipe.Checkpoints;
import dev.consilium.trainer.recipe.Recipe;
import dev.consilium.trainer.report.JsonOption;
import dev.consilium.trainer.stream.StreamOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains the specialists of a plan and writes a package of each. */
@Command(
        name = "train",
        description = "Trains the specialists of a plan, all at once, and writes a package folder of each.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  consilium train --data photos --plan \"living=bird,cat;vehicles=car,ship\" --outliers reject --epochs 5 --out packages",
            "  consilium train --from-topic predictions --labels labels.csv --from packages --version v2 --out v2"
        })
public final class TrainCommand implements Callable<Integer> {
    /** Beside the packages, under a name that no specialist can have. */
    private static final String CHECKPOINTS = ".checkpoints";

    @Spec
    CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description =
                    "One sub-folder of images a class (or such folders named train and test), IDX files, or CIFAR-10's binary files.")
    @Nullable
    Path data;

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            description = "Who learns what: 0-4,5-9 or living=bird,cat;vehicles=car,ship or a YAML file"
                    + " (default with --from-topic: as the versions of --from, or those that serve).")
    @Nullable
    String plan;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the package folders go.")
    Path out;

    @Mixin
    RecipeOptions recipe;

    @Mixin
    ReportOptions report;

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = "Go on from the weights of this package, or of the packages in this folder.")
    @Nullable
    Path from;

    @Option(
            names = "--version",
            paramLabel = "NAME",
            defaultValue = "v1",
            description = "Of the packages (default: ${DEFAULT-VALUE}).")
    String version;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Train on N of the images of --data, all classes in turn (default: all).")
    @Nullable
    Integer limit;

    @Option(
            names = "--resume",
            description = "Go on after the last whole epoch of the same command, which was interrupted or killed.")
    boolean resume;

    @Mixin
    StreamOptions stream;

    @Mixin
    ResourceOptions resources;

    @Mixin
    JsonOption json;

    /** Declared here: picocli gives a command with a {@code --version} of its own none of the standard options. */
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    boolean help;

    @Override
    public Integer call() throws Exception {
        PrintWriter console = json.console(spec);
        try (TrainingData images = images(console)) {
            train(training(images), console);
        }
        return 0;
    }

    private void train(Training training, PrintWriter console) throws Exception {
        console.printf(
                Locale.ROOT,
                "Reading %,d images ...%n",
                training.data().training().size());
        console.flush();
        long before = training.clock().millis();
        List<TrainedSpecialist> trained;
        try (TrainingProgress progress = TrainingProgress.on(console)) {
            trained = training.run(out, progress);
        }
        TrainingSummary summary =
                TrainingSummary.of(training, trained, training.clock().millis() - before);
        summary.print(console);
        json.write(spec, summary.figures());
        report.write(training, summary, out, console);
    }

    private TrainingData images(PrintWriter console) throws IOException {
        try {
            Recipe planned = recipe.recipe();
            Optional<DataSet> set = data == null ? Optional.empty() : Optional.of(dataSet(data, planned.seed()));
            if (stream.areGiven()) {
                return TrainingData.of(
                        stream, set, Optional.ofNullable(plan), knownClasses(), planned.input(), console);
            }
            if (set.isEmpty() || plan == null) {
                throw new IllegalArgumentException("Missing: --data and --plan, or --from-topic.");
            }
            return TrainingData.of(set.get(), plan);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private DataSet dataSet(Path folder, long seed) throws IOException {
        DataSet parts = DataSet.open(folder).withTestPart(seed);
        return limit == null ? parts : parts.withAtMost(limit, seed);
    }

    /** What the classes are called, as far as the images of --data and the plan do not say it already. */
    private GlobalClasses knownClasses() throws IOException {
        if (from != null) {
            return GlobalClasses.in(from);
        }
        return GlobalClasses.of(data == null || plan == null ? stream.serving() : List.of());
    }

    private Training training(TrainingData images) {
        try {
            Training training = Training.of(images.set(), images.plan(), recipe.recipe())
                    .withVersion(version)
                    .withCheckpoints(new Checkpoints(out.resolve(CHECKPOINTS), resume))
                    .withResources(resources.resources());
            return from == null ? training : training.continuedFrom(from);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
