package dev.consilium.trainer;

import dev.consilium.trainer.recipe.TrainingListener;
import java.io.PrintWriter;

/** Shows a training to a person: a bar with losses and the time left on a terminal, else a plain line now and then. */
interface TrainingProgress extends TrainingListener, AutoCloseable {
    static TrainingProgress on(PrintWriter console) {
        return Boolean.getBoolean("consilium.terminal") ? new ProgressDisplay() : new ProgressLines(console);
    }

    @Override
    void close();
}
