package dev.consilium.trainer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.plan.Plan;
import dev.consilium.trainer.recipe.Checkpoints;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
        sortOptions = false)
public final class TrainCommand implements Callable<Integer> {
    /** Beside the packages, under a name that no specialist can have. */
    private static final String CHECKPOINTS = ".checkpoints";

    @Spec
    CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            required = true,
            description =
                    "One sub-folder of images a class (or such folders named train and test), IDX files, or CIFAR-10's binary files.")
    Path data;

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            required = true,
            description = "Who learns what: 0-4,5-9 or living=bird,cat;vehicles=car,ship or a YAML file.")
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
            description = "Train on N of the images, all classes in turn (default: all).")
    @Nullable
    Integer limit;

    @Option(
            names = "--resume",
            description = "Go on after the last whole epoch of the same command, which was interrupted or killed.")
    boolean resume;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    @Nullable
    Path json;

    /** Declared here: picocli gives a command with a {@code --version} of its own none of the standard options. */
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    boolean help;

    @Override
    public Integer call() throws Exception {
        PrintWriter console = spec.commandLine().getOut();
        Training training = training();
        console.printf(
                Locale.ROOT,
                "Reading %,d images ...%n",
                Math.min(training.data().training().size(), training.limit()));
        console.flush();
        long before = training.clock().millis();
        List<TrainedSpecialist> trained;
        try (TrainingProgress progress = TrainingProgress.on(console)) {
            trained = training.run(out, progress);
        }
        TrainingSummary summary =
                TrainingSummary.of(training, trained, training.clock().millis() - before);
        summary.print(console);
        if (json != null) {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), summary.figures());
        }
        report.write(training, summary, out, console);
        return 0;
    }

    private Training training() throws IOException {
        DataSet opened = DataSet.open(data);
        try {
            Plan planned = Plan.parse(plan, opened.classNames());
            Training training = Training.of(opened, planned, recipe.recipe())
                    .withVersion(version)
                    .withCheckpoints(new Checkpoints(out.resolve(CHECKPOINTS), resume));
            if (from != null) {
                training = training.continuedFrom(from);
            }
            return limit == null ? training : training.withLimit(limit);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
