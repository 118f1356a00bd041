package dev.consilium.trainer;

import dev.consilium.avro.Input;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.data.Selection;
import dev.consilium.trainer.plan.Plan;
import dev.consilium.trainer.plan.PlannedSpecialist;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a package of a TorchScript file that was trained elsewhere. */
@Command(
        name = "package",
        description =
                "Checks a finished TorchScript file, measures it, and makes a package of it that can be published.",
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  consilium package --model living.pt --classes bird,cat,dog --data photos --specialist living --out packages"
        })
public final class PackageCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            required = true,
            description = "What torch.jit.save wrote: float32 [B, 3, H, W] from 0 to 1 in, float32 logits [B, K] out.")
    Path model;

    @Option(
            names = "--classes",
            paramLabel = "LIST",
            required = true,
            description = "Its classes in the order of the logits: names, numbers or ranges, such as bird,cat,dog.")
    String classes;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            required = true,
            description = "As for train: golden examples and accuracy come from its test part, or from all of it.")
    Path data;

    @Option(names = "--specialist", paramLabel = "NAME", required = true, description = "What to call it.")
    String specialist;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Where the package folder goes, which is named after the specialist.")
    Path out;

    @Option(
            names = "--version",
            paramLabel = "NAME",
            defaultValue = "v1",
            description = "Of the package (default: ${DEFAULT-VALUE}).")
    String version;

    @Option(
            names = "--input",
            paramLabel = "WIDTHxHEIGHT",
            description = "The size that it reads (default: that of the images, if they are of one size).")
    @Nullable
    String input;

    @Option(
            names = "--mean",
            paramLabel = "R,G,B",
            split = ",",
            description = "Subtracted from the values from 0 to 1, before it sees them.")
    List<Float> mean = new ArrayList<>();

    @Option(names = "--std", paramLabel = "R,G,B", split = ",", description = "What they are divided by then.")
    List<Float> std = new ArrayList<>();

    @Option(
            names = "--outliers",
            paramLabel = "WAY",
            defaultValue = "none",
            description = {
                "What it learnt about other classes: none, uniform, or reject with the half fold in eval mode",
                "(default: ${DEFAULT-VALUE}). The manifest says so, and those who mix specialists are warned."
            })
    String outliers;

    @Option(
            names = "--recipe",
            paramLabel = "KEY=VALUE",
            description = "Further facts for the manifest, such as optimizer=adamw.")
    Map<String, String> recipe = new HashMap<>();

    @Mixin
    JsonOption json;

    /** Declared here: picocli gives a command with a {@code --version} of its own none of the standard options. */
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    boolean help;

    @Override
    public Integer call() throws IOException {
        DataSet dataSet = DataSet.open(data);
        FinishedModule finished = finished(dataSet);
        PrintWriter console = json.console(spec);
        SpecialistPackage written = finished.pack(dataSet, out.resolve(specialist), InstantSource.system(), console);
        Map<String, Double> metrics = written.manifest().getMetrics();
        double inSubset = metrics.getOrDefault("inSubset", Double.NaN);
        int images = metrics.getOrDefault("heldOutImages", 0.0).intValue();
        console.printf(
                Locale.ROOT,
                "%s@%s: %.1f %% right in its subset (%,d images), %d golden examples, in %s%n",
                specialist,
                version,
                inSubset * 100,
                images,
                written.manifest().getGolden().size(),
                written.folder());
        console.flush();
        if (inSubset * finished.specialist().classes().size() < 1.2) {
            spec.commandLine()
                    .getErr()
                    .println("Warning: that is hardly better than guessing. Are --mean and --std those of the training,"
                            + " and are the values from 0 to 1, in the order red, green, blue?");
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("specialist", specialist);
        figures.put("version", version);
        figures.put("package", written.folder().toString());
        figures.put("images", images);
        figures.put("inSubset", inSubset);
        figures.put("golden", written.manifest().getGolden().size());
        json.write(spec, figures);
        return 0;
    }

    private FinishedModule finished(DataSet dataSet) throws IOException {
        try {
            PlannedSpecialist.requireName("specialist", specialist);
            PlannedSpecialist planned = Plan.parse(specialist + "=" + classes, dataSet.classNames())
                    .specialists()
                    .get(0);
            InputShape shape = input == null
                    ? InputSize.common(Selection.ofClasses(dataSet.judged(), planned.classes()::contains))
                    : InputSize.parse(input);
            Map<String, String> told = new HashMap<>(recipe);
            Outliers way = Outliers.named(outliers);
            told.put("outliers", way.text());
            told.put("probability", way.probability());
            return new FinishedModule(
                    model,
                    planned,
                    version,
                    Input.newBuilder()
                            .setHeight(shape.height())
                            .setWidth(shape.width())
                            .setMean(mean)
                            .setStd(std)
                            .build(),
                    told);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
