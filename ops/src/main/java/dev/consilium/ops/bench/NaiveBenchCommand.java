package dev.consilium.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code consilium bench naive}: Consilium beside what a user writes by hand today. */
@Command(
        name = "naive",
        description = {
            "Drains the same preloaded images twice, on the same broker, exactly-once, with two SimpleCNN specialists:",
            "by hand (mapValues, ImageIO, a DJL Predictor per thread, one image at a time) and by Consilium."
        },
        footer = {"", "Example:", "  consilium bench naive --json naive.json"})
final class NaiveBenchCommand implements Callable<Integer> {

    @Option(
            names = "--images",
            defaultValue = "200000",
            description = "Images on the topic. Default: ${DEFAULT-VALUE}.")
    int images;

    @Option(
            names = "--threads",
            defaultValue = "2",
            description = "StreamThreads of either, and Consilium's scorer threads. Default: ${DEFAULT-VALUE}.")
    int threads;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there.")
    @Nullable
    Path json;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        NaiveBench.Figures figures = new NaiveBench(images, threads, this::say).run();
        say(String.format(
                Locale.ROOT,
                "by hand %,.0f images/s, Consilium %,.0f images/s: %.1f times",
                figures.naiveImagesPerSecond(),
                figures.imagesPerSecond(),
                figures.ratioToNaive()));
        if (json != null) {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), asJson(figures));
        }
        return 0;
    }

    private Map<String, Object> asJson(NaiveBench.Figures figures) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("images", images);
        keys.put("threads", threads);
        keys.put("cores", Runtime.getRuntime().availableProcessors());
        keys.put("naiveImagesPerSecond", figures.naiveImagesPerSecond());
        keys.put("imagesPerSecond", figures.imagesPerSecond());
        keys.put("ratioToNaive", figures.ratioToNaive());
        return keys;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
