package dev.consilium.trainer;

import dev.consilium.trainer.recipe.Epoch;
import dev.consilium.trainer.recipe.Recipe;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a training came to, for a person and for {@code --json}. */
record TrainingSummary(Recipe recipe, String version, List<TrainedSpecialist> specialists, long wallMillis) {
    static TrainingSummary of(Training training, List<TrainedSpecialist> trained, long wallMillis) {
        return new TrainingSummary(training.recipe(), training.version(), trained, wallMillis);
    }

    void print(PrintWriter console) {
        console.printf(
                Locale.ROOT, "%n%-24s %8s %10s %10s  %s%n", "specialist", "loss", "in subset", "seconds", "package");
        for (TrainedSpecialist trained : specialists) {
            console.printf(
                    Locale.ROOT,
                    "%-24s %8.4f %8.1f %% %10.1f  %s%n",
                    trained.written().specialist(),
                    trained.loss(),
                    trained.inSubset() * 100,
                    trained.wall().toMillis() / 1000.0,
                    trained.written().folder());
        }
        console.printf(
                Locale.ROOT,
                "%nTrained in %.1f s, with the reading of the images and the measuring.%n",
                wallMillis / 1000.0);
        console.flush();
    }

    private static Map<String, @Nullable Object> figuresOf(Epoch epoch) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("epoch", epoch.number());
        figures.put("images", epoch.images());
        figures.put("millis", epoch.wall().toMillis());
        figures.put("loss", epoch.loss());
        figures.put("accuracy", epoch.accuracy());
        figures.put("learningRate", epoch.learningRate());
        epoch.heldOut().ifPresent(heldOut -> {
            figures.put("heldOutLoss", heldOut.loss());
            figures.put("heldOutAccuracy", Double.isNaN(heldOut.accuracy()) ? null : heldOut.accuracy());
        });
        return figures;
    }

    Map<String, @Nullable Object> figures() {
        List<Map<String, @Nullable Object>> each = new ArrayList<>();
        for (TrainedSpecialist trained : specialists) {
            Map<String, @Nullable Object> figures = new LinkedHashMap<>();
            figures.put("specialist", trained.written().manifest().getSpecialist());
            figures.put("package", trained.written().folder().toString());
            figures.put("loss", trained.loss());
            // JSON has no NaN.
            figures.put("inSubset", Double.isNaN(trained.inSubset()) ? null : trained.inSubset());
            figures.put("trainMillis", trained.wall().toMillis());
            figures.put("keptEpoch", trained.trained().kept());
            figures.put(
                    "epochs",
                    trained.trained().epochs().stream()
                            .map(TrainingSummary::figuresOf)
                            .toList());
            each.add(figures);
        }
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("version", version);
        figures.put("architecture", recipe.architecture().text());
        figures.put("outliers", recipe.outliers().text());
        figures.put("epochs", recipe.epochs());
        figures.put("seed", recipe.seed());
        figures.put("specialists", each);
        figures.put("wallMillis", wallMillis);
        return figures;
    }
}
