package dev.consilium.ops.bench.training;

import dev.consilium.ops.bench.report.BarChart;
import dev.consilium.ops.bench.report.Figures;
import dev.consilium.ops.bench.report.ReportOptions;
import dev.consilium.ops.client.TemporaryFolder;
import dev.consilium.ops.terminal.Activity;
import dev.consilium.ops.terminal.Terminal;
import dev.consilium.trainer.Training;
import dev.consilium.trainer.architecture.Architecture;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.plan.Plan;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code consilium bench training}: the trainer beside Python. */
@Command(
        name = "training",
        description = {
            "Trains the specialists of a plan twice, by the same recipe (reject) on the same images: with Consilium, and in Python as it is",
            "fastest there on processors (one process a specialist, one thread each, channels_last). Needs a Python that has PyTorch."
        },
        footer = {"", "Example:", "  consilium bench training --data cifar10 --python /usr/bin/python3"},
        sortOptions = false)
public final class TrainingBenchCommand implements Callable<Integer> {

    private static final String HOME = "consilium.home";
    private static final String SCRIPT = "trainer/src/main/python/bench_training.py";

    @Option(names = "--data", required = true, paramLabel = "FOLDER", description = "As for train.")
    Path folder;

    @Option(names = "--plan", defaultValue = "0-4,5-9", description = "As for train (default: ${DEFAULT-VALUE}).")
    String plan;

    @Option(
            names = "--architecture",
            defaultValue = "simple-cnn",
            description = "As for train (default: ${DEFAULT-VALUE}).")
    String architecture;

    @Option(names = "--epochs", defaultValue = "2", description = "Of each turn (default: ${DEFAULT-VALUE}).")
    int epochs;

    @Option(names = "--turns", defaultValue = "3", description = "How often each trains (default: ${DEFAULT-VALUE}).")
    int turns;

    @Option(
            names = "--python",
            defaultValue = "python3",
            paramLabel = "COMMAND",
            description = "The interpreter (default: ${DEFAULT-VALUE}).")
    String python;

    @Mixin
    ReportOptions report;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = report.terminal();
        DataSet data = DataSet.open(folder);
        Recipe recipe =
                Recipe.of(Architecture.named(architecture), Outliers.REJECT).withEpochs(epochs);
        try (Activity activity = Activity.on(terminal);
                TemporaryFolder scratch = TemporaryFolder.create()) {
            TrainingBench.Result result = new TrainingBench(
                            Training.of(data, Plan.parse(plan, data.classNames()), recipe),
                            new PythonTraining(python, script(), scratch.path()),
                            turns,
                            activity::say)
                    .run();
            report.give(figures(result, data), chart(result), List.of(), terminal::println);
            return 0;
        }
    }

    private static Path script() throws IOException {
        @Nullable String home = System.getProperty(HOME);
        Path script = Path.of(home == null ? "." : home).resolve(SCRIPT);
        if (!Files.isRegularFile(script)) {
            throw new IOException(script + " is not there: this measurement runs in a clone of the project");
        }
        return script;
    }

    private BarChart chart(TrainingBench.Result result) {
        return new BarChart(
                "Training " + architecture + ", " + plan,
                "images/s",
                List.of(
                        new BarChart.Bar("Python", TrainingBench.Result.best(result.python()), ""),
                        new BarChart.Bar(
                                "Consilium",
                                TrainingBench.Result.best(result.consilium()),
                                String.format(Locale.ROOT, "%.2f times", result.ratio()))));
    }

    private Figures figures(TrainingBench.Result result, DataSet data) {
        return Figures.measuredOn(data.training().size())
                .with("trainingSpeedRatioToPython", result.ratio())
                .with("imagesPerSecond", TrainingBench.Result.best(result.consilium()))
                .with("pythonImagesPerSecond", TrainingBench.Result.best(result.python()))
                .with("losses", result.consilium().get(turns - 1).losses())
                .with("pythonLosses", result.python().get(turns - 1).losses());
    }
}
