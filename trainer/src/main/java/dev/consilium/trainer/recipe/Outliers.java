package dev.consilium.trainer.recipe;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a specialist is taught about images of classes that are not its own. */
public enum Outliers {
    /** Nothing: it never sees one, and is sure of everything. The recipe that the max-softmax idea was published with. */
    NONE,
    /**
     * To be undecided: half of each batch are images of the other classes, and each of its own classes should seem equally likely to them.
     * Its confidence then falls to 1 / K at most, which is more than others of more classes are often sure of: fit for specialists of
     * equally many classes.
     */
    UNIFORM,
    /**
     * To refuse them: a third of each batch are images of the other classes, which have outputs of their own ({@link OtherClasses}). In eval mode
     * these are folded into those of its classes (the half fold), so that the rule compares specialists of any number of classes fairly.
     */
    REJECT;

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

    /** How to read the probability of the answer from a confidence, for whoever has the manifest alone. */
    public String probability() {
        return this == REJECT ? "2 * confidence - 1" : "confidence";
    }

    /** Whether a part of each batch are images of other classes. */
    boolean seesOthers() {
        return this != NONE;
    }

    /** How many images of a batch are of the specialist's own classes. */
    public int ownPerBatch(int batchSize) {
        return switch (this) {
            case NONE -> batchSize;
            case UNIFORM -> batchSize / 2;
            case REJECT -> Math.round(batchSize * 2 / 3f);
        };
    }
}
