package dev.consilium.trainer;

import dev.consilium.trainer.recipe.Epoch;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A line at each tenth of a specialist's training. Any thread. */
final class ProgressLines implements TrainingProgress {
    private static final int PARTS = 10;

    private final PrintWriter console;
    private final Map<String, Long> printed = new HashMap<>();

    ProgressLines(PrintWriter console) {
        this.console = console;
    }

    @Override
    public synchronized void advanced(Progress progress) {
        long part = progress.images() * PARTS / progress.totalImages();
        if (part > printed.getOrDefault(progress.specialist(), 0L)) {
            printed.put(progress.specialist(), part);
            console.printf(
                    Locale.ROOT,
                    "%s: %d %%, epoch %d of %d, loss %.4f%n",
                    progress.specialist(),
                    progress.images() * 100 / progress.totalImages(),
                    progress.epoch(),
                    progress.epochs(),
                    progress.loss());
            console.flush();
        }
    }

    @Override
    public synchronized void epochEnded(String specialist, Epoch epoch) {
        epoch.heldOut()
                .ifPresent(heldOut -> console.printf(
                        Locale.ROOT,
                        "%s: epoch %d, held out: loss %.4f, accuracy %.1f %%%n",
                        specialist,
                        epoch.number(),
                        heldOut.loss(),
                        heldOut.accuracy() * 100));
    }

    @Override
    public void close() {
        console.flush();
    }
}
