package dev.consilium.ops.demo;

import dev.consilium.ops.client.TemporaryFolder;
import dev.consilium.ops.terminal.CtrlC;
import dev.consilium.ops.terminal.Terminal;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job on one machine, for somebody who watches. */
@Command(
        name = "demo",
        sortOptions = false,
        description =
                "Shows the main job on this machine: real Kafka and a real schema registry, two specialists trained here, images"
                        + " streamed past them, and better versions swapped in meanwhile. Counts what came of every image.",
        footer = {"", "Examples:", "  consilium demo", "  consilium demo --once --json demo.json"})
public final class DemoCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(names = "--once", description = "End by itself (default: keep streaming until Ctrl-C).")
    boolean once;

    @Mixin
    JsonOption json;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description =
                    "Use these images: one sub-folder a class, IDX files or CIFAR-10's binary files (default: 12,000 images of"
                            + " Fashion-MNIST that come with the project).")
    @Nullable
    Path data;

    @Option(names = "--rate", defaultValue = "120", description = "Images a second (default: ${DEFAULT-VALUE}).")
    double rate;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of training and of choices (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--enough",
            paramLabel = "N",
            description =
                    "Predictions of the first and of the second versions that make a fair comparison (default: one round of the"
                            + " test images).")
    @Nullable
    Integer enough;

    @Override
    @SuppressWarnings("try") // Ctrl-C is a resource that only has to be open
    public Integer call() throws Exception {
        Terminal terminal = Terminal.of(json.console(spec));
        DemoOptions options =
                new DemoOptions(rate, seed, enough == null ? OptionalInt.empty() : OptionalInt.of(enough), once);
        try (CtrlC ctrlC = CtrlC.interruptsThisThread();
                TemporaryFolder folder = TemporaryFolder.create();
                Screen screen = new Screen(terminal)) {
            Demo demo = new Demo(options, exhibit(), folder.path(), screen);
            DemoReport report = demo.run(found -> show(found, screen));
            return report.isSound() ? 0 : 1;
        }
    }

    private void show(DemoReport report, Screen screen) {
        DemoTable.of(report).forEach(screen::say);
        try {
            json.write(spec, report.figures());
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private Exhibit exhibit() throws IOException {
        if (data != null) {
            return Exhibit.of(data, seed);
        }
        return Exhibit.bundled(Path.of(System.getProperty("consilium.home", ".")), seed);
    }
}
