package dev.consilium.trainer.plan;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A specialist to be trained.
 *
 * @param classes global indices in local order: the order of its outputs
 */
public record PlannedSpecialist(String name, List<Integer> classes) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}");

    /** @throws IllegalArgumentException when the name is unusable, or it would know fewer than two classes, or one of them twice */
    public PlannedSpecialist {
        requireName("specialist", name);
        classes = List.copyOf(classes);
        if (classes.size() < 2) {
            // The softmax over one class is 1 whatever the image: such a specialist would always win.
            throw new IllegalArgumentException(
                    "Specialist " + name + " would know " + classes.size() + " class: give it 2 or more.");
        }
        if (classes.stream().distinct().count() < classes.size()) {
            throw new IllegalArgumentException("Specialist " + name + " has a class twice: " + classes + ".");
        }
    }

    /**
     * What a manifest takes as the name of a specialist or of a version, checked before hours of training and not after.
     *
     * @throws IllegalArgumentException when it does not
     */
    public static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The name of the " + what + " is '" + name
                    + "': it must be of letters, digits and . _ + - (at most 100).");
        }
    }
}
