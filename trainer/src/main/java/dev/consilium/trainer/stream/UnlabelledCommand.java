package dev.consilium.trainer.stream;

import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** Brings what is worth labelling to whoever labels. */
@Command(
        name = "unlabelled",
        sortOptions = false,
        description = {
            "Writes the images without a label whose predictions are to be doubted most: what abstained first, then what was decided by the"
                    + " least margin.",
            "Fill the column label of labels.csv; `train --from-topic predictions --labels FILE` learns from it."
        },
        footer = {"", "Example:", "  consilium data unlabelled --out to-label --max-images 200"})
public final class UnlabelledCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Option(
            names = "--from-topic",
            paramLabel = "TOPIC",
            description = "Where the predictions are (default: predictions).")
    @Nullable
    String topic;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where images and labels.csv go.")
    Path out;

    @Option(
            names = "--max-images",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many images (default: ${DEFAULT-VALUE}).")
    int maxImages;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "An earlier labels.csv: what has a label in it is left out. May be given several times.")
    List<Path> labels = new ArrayList<>();

    @Mixin
    TopicOptions from;

    @Mixin
    JsonOption json;

    @Override
    public Integer call() throws IOException {
        if (maxImages < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--max-images is " + maxImages + ": it must be 1 or more.");
        }
        LabelSheet sheet = LabelSheet.in(out);
        Labels known = new Labels(List.of(), LabelFile.read(labels));
        PrintWriter console = json.console(spec);
        String named = from.topic(topic);
        try (StreamedImages found = from.find(named, known.unlabelled(), known, maxImages, console)) {
            sheet.write(found);
            console.printf(
                    Locale.ROOT,
                    "%s: fill its column label, then `train --from-topic %s --labels %s`%n",
                    sheet.file(),
                    named,
                    sheet.file());
            console.flush();
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("labels", sheet.file().toString());
            figures.put("images", found.size());
            json.write(spec, figures);
        }
        return 0;
    }
}
