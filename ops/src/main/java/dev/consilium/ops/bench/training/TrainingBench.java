package dev.consilium.ops.bench.training;

import dev.consilium.trainer.Training;
import dev.consilium.trainer.data.DecodedImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Both train the same specialists by the same recipe on the same images, one after the other, in turns. One thread.
 *
 * @param turns how often each trains; the first turn warms up what there is to warm up, and counts if it is the only one
 */
record TrainingBench(Training training, PythonTraining python, int turns, Consumer<String> said) {

    /** By turn. */
    record Result(List<TrainingSpan> consilium, List<TrainingSpan> python) {

        Result {
            consilium = List.copyOf(consilium);
            python = List.copyOf(python);
        }

        /** Of the best turn each: what disturbs a turn makes it slower, never faster. */
        double ratio() {
            return best(consilium) / best(python);
        }

        static double best(List<TrainingSpan> spans) {
            return spans.stream()
                    .mapToDouble(TrainingSpan::imagesPerSecond)
                    .max()
                    .orElseThrow();
        }
    }

    Result run() throws Exception {
        said.accept("decoding the images");
        python.write(
                DecodedImages.of(training.data().training(), training.recipe().input()));
        List<TrainingSpan> ours = new ArrayList<>();
        List<TrainingSpan> theirs = new ArrayList<>();
        for (int turn = 1; turn <= turns; turn++) {
            theirs.add(python.run(training.plan(), training.recipe()));
            say("Python", turn, theirs.get(turn - 1));
            Path out = Files.createTempDirectory(python.folder(), "packages");
            ours.add(ConsiliumTraining.of(training, out));
            say("Consilium", turn, ours.get(turn - 1));
        }
        return new Result(ours, theirs);
    }

    private void say(String who, int turn, TrainingSpan span) {
        said.accept(String.format(
                Locale.ROOT,
                "turn %d of %d: %s %.1f s, %,.0f images/s, last losses %s",
                turn,
                turns,
                who,
                span.seconds(),
                span.imagesPerSecond(),
                span.losses().stream()
                        .map(loss -> String.format(Locale.ROOT, "%.3f", loss))
                        .toList()));
    }
}
