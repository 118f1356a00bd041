package dev.consilium.trainer.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The classes that a specialist learns to refuse, in the order of their outputs, which are the last ones of its head. One output a class
 * rather than one for all: what tells them apart helps to tell them from its own. Immutable.
 *
 * @param classes global indices; empty when nothing is refused
 */
public record OtherClasses(List<Integer> classes) {
    /** Thousands of outputs would cost more than they tell: beyond this, several classes share one. */
    static final int MOST = 64;

    static final OtherClasses NONE = new OtherClasses(List.of());

    public OtherClasses {
        if (classes.size() > MOST) {
            throw new IllegalArgumentException(
                    classes.size() + " outputs for other classes: there are " + MOST + " at most.");
        }
        classes = List.copyOf(classes);
    }

    /** Those that there are images of. */
    static OtherClasses in(IntStream labels) {
        return new OtherClasses(labels.distinct().sorted().limit(MOST).boxed().toList());
    }

    /**
     * As {@link #text} wrote them.
     *
     * @throws IllegalArgumentException when it did not
     */
    public static OtherClasses parse(String text) {
        return new OtherClasses(
                Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList());
    }

    int count() {
        return classes.size();
    }

    /** Which of these outputs an image of a class belongs to; one that is not among the classes shares somebody's, always the same. */
    int indexOf(int label) {
        int own = classes.indexOf(label);
        return own >= 0 ? own : label % classes.size();
    }

    /** For a manifest. */
    public String text() {
        return classes.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
