package dev.consilium.trainer.recipe;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a specialist is taught about images of classes that are not its own. */
public enum Outliers {
    /** Nothing: it never sees one, and is sure of everything. The recipe that the max-softmax idea was published with. */
    NONE(1e-3, Schedule.CONSTANT),
    /**
     * To refuse them: half of each batch are images of the other classes, and one more output means "none of mine". In eval mode that output
     * is folded into the others (the half fold), so that the rule compares specialists of any number of classes fairly.
     */
    REJECT(2e-3, Schedule.LINEAR);

    private final double usualLearningRate;
    private final Schedule usualSchedule;

    Outliers(double usualLearningRate, Schedule usualSchedule) {
        this.usualLearningRate = usualLearningRate;
        this.usualSchedule = usualSchedule;
    }

    /**
     * The one of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Outliers named(String text) {
        return Arrays.stream(values())
                .filter(outliers -> outliers.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown way with outliers '" + text + "': there is "
                        + Arrays.stream(values()).map(Outliers::text).collect(Collectors.joining(", ")) + "."));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Adam's, unless told otherwise. */
    public double usualLearningRate() {
        return usualLearningRate;
    }

    /** What the learning rate does, unless told otherwise. */
    public Schedule usualSchedule() {
        return usualSchedule;
    }

    /** Columns of the head for a specialist of so many classes. */
    int outputs(int classes) {
        return this == REJECT ? classes + 1 : classes;
    }
}
