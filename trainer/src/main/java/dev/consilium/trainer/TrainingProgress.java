package dev.consilium.trainer;

import dev.consilium.trainer.recipe.TrainingListener;
import java.io.PrintWriter;

/** Shows a training to a person: a bar with losses and the time left on a terminal, else a plain line now and then. */
interface TrainingProgress extends TrainingListener, AutoCloseable {
    /** From JDK 22 on there is a console without a terminal too: the bar is then drawn into a log, which is ugly and harmless. */
    @SuppressWarnings("SystemConsoleNull")
    static TrainingProgress on(PrintWriter console) {
        return System.console() == null ? new ProgressLines(console) : new ProgressDisplay();
    }

    @Override
    void close();
}
