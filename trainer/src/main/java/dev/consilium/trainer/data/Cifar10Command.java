package dev.consilium.trainer.data;

import dev.consilium.trainer.progress.ProgressMeter;
import dev.consilium.trainer.progress.Unit;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

/** Fetches CIFAR-10, whose terms do not let it be shipped. */
@Command(
        name = "cifar10",
        description = {
            "CIFAR-10's binary version (Krizhevsky, 2009): 60,000 photographs of ten kinds of things, 32 x 32.",
            "170 MB; unpacked only when its SHA-256 is right. Fetched again, it goes on where it was cut off."
        },
        sortOptions = false,
        footer = {"", "Example:", "  consilium data cifar10 --download --out cifar10"})
public final class Cifar10Command implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(names = "--download", description = "Fetch it.")
    boolean download;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where its files go.")
    Path out;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "A copy of the official archive, elsewhere (default: its authors' address).")
    @Nullable
    URI url;

    @Mixin
    JsonOption json;

    @Override
    public Integer call() throws IOException {
        boolean present = CifarDownload.isIn(out);
        if (!download && !present) {
            throw new ParameterException(
                    spec.commandLine(), "CIFAR-10 is not in " + out + ": --download fetches it (170 MB)");
        }
        PrintWriter console = json.console(spec);
        DataSet data = present ? DataSet.open(out) : fetched(console);
        console.printf(
                Locale.ROOT,
                "%,d images to train on, %,d to test on, in %s%n",
                data.training().size(),
                data.judged().size(),
                out);
        console.flush();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("folder", out.toString());
        figures.put("training", data.training().size());
        figures.put("test", data.judged().size());
        json.write(spec, figures);
        return 0;
    }

    private DataSet fetched(PrintWriter console) throws IOException {
        CifarDownload archive = url == null ? CifarDownload.OFFICIAL : CifarDownload.OFFICIAL.from(url);
        console.printf(Locale.ROOT, "Fetching %s (%,d MB) ...%n", archive.uri(), archive.sizeBytes() / 1_000_000);
        console.flush();
        try (ProgressMeter meter = ProgressMeter.on(console, "Fetching", Unit.MEGABYTES, archive.sizeBytes())) {
            return archive.into(out, meter::at);
        }
    }
}
